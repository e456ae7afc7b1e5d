/** Words of the settings. */
export const texts = {
  'settings.title': 'Settings',
  'settings.theme': 'Light and dark',
  'settings.theme.system': 'As this device',
  'settings.theme.light': 'Light',
  'settings.theme.dark': 'Dark',
  'settings.text': 'Size of the text',
  'settings.text.small': 'Smaller',
  'settings.text.usual': 'As your browser has it',
  'settings.text.large': 'Larger',
  'settings.text.largest': 'Largest',
  'settings.keys': 'Keys',
  'settings.keys.on': 'On: “?” shows them',
  'settings.keys.off': 'Off',
  'settings.lock': 'Lock now',
  'settings.lock-lede': 'Until your passphrase is given, nothing here can be read, and nothing is received or sent.',
  'settings.locking': 'Locking …',
};
