/** A setting's value in words. */
import type { SettingName, Settings } from '../../lib/host/wire.gen.ts';
import { rungName, text } from '../../lib/text/text.ts';
import { length } from '../../lib/time/words.ts';

export function valueOf(settings: Settings, setting: SettingName): string {
  switch (setting) {
    case 'block':
    case 'rest':
    case 'review_per_day':
    case 'looking_per_day':
      return length(settings[setting]);
    case 'looks_notice':
    case 'looks_per_day':
      return text.settings.looksValue(settings[setting]);
    case 'resting_rung':
    case 'max_rung':
      return rungName(settings[setting]);
  }
}
