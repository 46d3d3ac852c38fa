/** A setting's value in words. */
import type { Effective, SettingName, Settings } from '../../lib/host/wire.gen.ts';
import { rungName, text } from '../../lib/text/text.ts';
import { length } from '../../lib/time/words.ts';

export function valueOf(settings: Settings, setting: SettingName): string {
  switch (setting) {
    case 'block':
    case 'rest':
    case 'review_per_day':
    case 'looking_per_day':
    case 'veiled_end':
    case 'cool_down':
      return length(settings[setting]);
    case 'looks_notice':
    case 'looks_per_day':
      return text.settings.looksValue(settings[setting]);
    case 'first_days':
      return text.settings.daysValue(settings[setting]);
    case 'resting_rung':
    case 'max_rung':
      return rungName(settings[setting]);
  }
}

/** Who decided a setting, and whether something looser follows with the next block. */
export function originOf(effective: Effective, setting: SettingName): string {
  const reason = effective.reasons.find((reason) => reason.setting === setting);
  const from = text.settings.origins[reason?.from ?? 'floor'];
  return reason?.passing ? text.settings.passing(from) : from;
}
