import { createChance } from '../../simulator';

type Rgb = readonly [number, number, number];

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const mix = (a: Rgb, b: Rgb, t: number): Rgb => [0, 1, 2].map((i) => a[i]! + (b[i]! - a[i]!) * t) as unknown as Rgb;

const WHITE: Rgb = [250, 248, 244];
const NIGHT: Rgb = [24, 28, 40];

/**
 * A soft invented landscape in a section's colour: a sky, a sun and a few ridges, the near ones darker.
 * Equal arguments give equal pixels.
 *
 * @returns (height × width × 3,) RGB.
 */
export function paintLandscape(seed: number, colour: string, width: number, height: number): Uint8Array {
  const random = createChance(seed);
  const base = parse(colour);
  const sky = { top: mix(base, WHITE, 0.55 + 0.2 * random.next()), low: mix(base, WHITE, 0.86) };
  const sun = { x: (0.15 + 0.7 * random.next()) * width, y: (0.18 + 0.25 * random.next()) * height, r: height * 0.09 };
  const ridges = Array.from({ length: 4 }, (_, depth) => {
    const waves = Array.from({ length: 3 }, (_, octave) => ({
      length: (width * (0.9 - 0.2 * random.next())) / (octave + 1),
      phase: random.next() * 2 * Math.PI,
      size: (height * (0.07 - 0.008 * depth)) / (octave + 1),
    }));
    const level = height * (0.5 + 0.13 * depth);
    const line = Float64Array.from({ length: width }, (_, x) =>
      waves.reduce((y, { length, phase, size }) => y + size * Math.sin((2 * Math.PI * x) / length + phase), level)
    );
    return { line, colour: mix(mix(base, WHITE, 0.5 - 0.16 * depth), NIGHT, 0.12 * depth) };
  });

  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let pixel = mix(sky.top, sky.low, y / height);
      const glow = Math.hypot(x - sun.x, y - sun.y) / sun.r;
      if (glow < 2.2) pixel = mix(WHITE, pixel, Math.min(1, Math.max(0, glow - 0.9) / 1.3));
      for (const ridge of ridges) {
        // One pixel of blending keeps the edge smooth.
        const cover = Math.min(1, Math.max(0, y - (ridge.line[x] ?? 0)));
        if (cover > 0) pixel = mix(pixel, ridge.colour, cover);
      }
      rgb.set(pixel, (y * width + x) * 3);
    }
  }
  return rgb;
}
