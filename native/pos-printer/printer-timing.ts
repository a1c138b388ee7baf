/** Every wait of the printer driver. Milliseconds, with range and source where one exists. */
export const PRINTER_TIMING = {
  /** One DLE EOT answer. Real-time, so a healthy unit answers within some ms; 200–2000. */
  statusAnswerMs: 800,
  /** Between status polls of an idle printer; 2000–5000, so that an opened cover is on screen before the clerk looks. */
  idlePollMs: 3_000,
  /** Between polls while a job waits for its proof or for paper: units without ASB tell in no other way. */
  jobPollMs: 1_000,
  /** Silence after the last sign of life until a job counts as unknown, before the allowance for length (devices.md 2.6). */
  proofMs: 10_000,
  /** Added per kilobyte of the job: a slow unit prints 50 mm/s, about 16 lines, of some 40 bytes each. */
  proofMsPerKilobyte: 1_600,
  /** After the fence answered, how much later a process id may still come. */
  proofGraceMs: 1_000,
} as const;
