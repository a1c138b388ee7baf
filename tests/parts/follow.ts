/** Follows a live stream of pictures: the newest one, and waiting for one that shows something. */
export type Following<T> = {
  /** The first picture, from the newest on, for which `shows` holds. Rejects when the stream ends before. */
  until(shows: (picture: T) => boolean): Promise<T>;
};

type Wish<T> = { readonly shows: (picture: T) => boolean; readonly resolve: (picture: T) => void; readonly reject: (error: Error) => void };

/** Follows until the stream ends; a test that waits for what never comes ends by its own time limit. */
export function follow<T>(pictures: AsyncIterable<T>): Following<T> {
  let newest: { readonly picture: T } | null = null;
  let wishes: Wish<T>[] = [];
  let ended: Error | null = null;

  function end(error: Error): void {
    ended = error;
    for (const wish of wishes) wish.reject(error);
  }

  void (async () => {
    for await (const picture of pictures) {
      newest = { picture };
      for (const wish of wishes) if (wish.shows(picture)) wish.resolve(picture);
      wishes = wishes.filter((wish) => !wish.shows(picture));
    }
    end(new Error('The stream has ended'));
  })().catch(end);

  return {
    until(shows) {
      if (newest && shows(newest.picture)) return Promise.resolve(newest.picture);
      if (ended) return Promise.reject(ended);
      return new Promise((resolve, reject) => wishes.push({ shows, resolve, reject }));
    },
  };
}
