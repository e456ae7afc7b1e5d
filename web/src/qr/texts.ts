/** Words of drawing and reading pictures with a code. */
export const texts = {
  'qr.drawing': 'Drawing the picture …',
  'qr.choose': 'Choose a picture',
  'qr.camera': 'Use the camera',
  'qr.camera-end': 'Put the camera away',
  'qr.reading': 'Looking at the picture …',
  'qr.paste': 'A picture can also be pasted here.',
  'qr.camera-hint': 'Hold the picture before the camera, so that all of it is seen. What the camera sees stays in this page.',
  'qr.camera-opening': 'Opening the camera …',
  'qr.camera-label': 'What the camera sees',
  'qr.wrong.no-picture': 'This file is no picture that can be opened here. Choose a photo or a screenshot, as PNG or JPEG.',
  'qr.wrong.no-code':
    'There is no code to be found in this picture. Take it again, straight and near, with all four edges of the code on it.',
  'qr.wrong.camera-refused':
    'The browser does not let this page use the camera. Allow it beside the address, then try again, or choose a picture.',
  'qr.wrong.camera-none': 'There is no camera on this device. Choose a picture instead, or paste the text.',
  'qr.wrong.camera-busy': 'Another program is using the camera. Close it there, then try again.',
  'qr.wrong.camera-failed': 'The camera could not be opened. Choose a picture instead, or paste the text.',
};
