import { m } from '../lib/messages/messages.js';

const RATINGS: Readonly<Record<string, () => string>> = {
  'very-satisfied': () => m.counter_rating_very_satisfied(),
  satisfied: () => m.counter_rating_satisfied(),
  average: () => m.counter_rating_average(),
  dissatisfied: () => m.counter_rating_dissatisfied(),
  none: () => m.counter_rating_none(),
};

/** 非常满意, 满意 …; 未评价 for none. */
export const ratingWord = (rating: string | null): string => (rating === null ? m.counter_rating_none() : (RATINGS[rating]?.() ?? rating));
