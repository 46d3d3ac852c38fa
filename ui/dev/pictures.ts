/** Benign pictures drawn by code: hills under a low sun, at the clarity of a rung. */

const SIZE = { width: 960, height: 720 };

const BLUR: Record<number, number> = { 1: 0.08, 2: 0.03 };

/** The address of a picture drawn for a rung. */
export function pictureAt(rung: number): string {
  const [sharp, pen] = canvas();
  draw(pen);
  const [shown, brush] = canvas();
  const blur = (BLUR[rung] ?? 0) * SIZE.width;
  brush.filter = `${rung < 6 ? 'grayscale(1)' : 'none'} blur(${blur}px)`;
  brush.drawImage(sharp, -blur, -blur, SIZE.width + 2 * blur, SIZE.height + 2 * blur);
  return shown.toDataURL('image/png');
}

function canvas(): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const element = Object.assign(document.createElement('canvas'), SIZE);
  const pen = element.getContext('2d');
  if (pen === null) throw new Error('the drawing board needs a canvas');
  return [element, pen];
}

function draw(pen: CanvasRenderingContext2D): void {
  const sky = pen.createLinearGradient(0, 0, 0, SIZE.height);
  sky.addColorStop(0, '#6f9db3');
  sky.addColorStop(0.6, '#f0d6a8');
  pen.fillStyle = sky;
  pen.fillRect(0, 0, SIZE.width, SIZE.height);
  pen.fillStyle = '#fff2cf';
  pen.beginPath();
  pen.arc(640, 290, 70, 0, Math.PI * 2);
  pen.fill();
  hills(pen, 430, 110, '#6d8d86');
  hills(pen, 520, 70, '#4c6d63');
  hills(pen, 610, 50, '#2f4b42');
  pen.fillStyle = '#22332d';
  for (const x of [150, 205, 260, 770]) tree(pen, x, 640, 150 + (x % 60));
}

function hills(pen: CanvasRenderingContext2D, base: number, height: number, colour: string) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, SIZE.height);
  for (let x = 0; x <= SIZE.width; x += 8) {
    pen.lineTo(x, base - height * Math.sin((x / SIZE.width) * 7 + base) * Math.cos(x / 190));
  }
  pen.lineTo(SIZE.width, SIZE.height);
  pen.fill();
}

function tree(pen: CanvasRenderingContext2D, x: number, foot: number, height: number): void {
  pen.beginPath();
  pen.moveTo(x, foot - height);
  pen.lineTo(x + height / 4, foot);
  pen.lineTo(x - height / 4, foot);
  pen.fill();
}
