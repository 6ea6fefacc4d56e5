// Rows in the binary format of COPY: PostgreSQL takes them as they are, half the work of reading text.

/** Pieces of a quarter of a megabyte, each of its own memory, so that it can be handed to another thread. */
const pieceLength = 256 * 1024;
const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const year2000 = Date.UTC(2000, 0, 1);
const nibbles = new Uint8Array(128);
for (const [value, digit] of [...'0123456789abcdef'].entries()) nibbles[digit.charCodeAt(0)] = value;

/** Field after field; a row begins with `row` and has as many as it said. */
export class BinaryRows {
  readonly #pieces: Uint8Array<ArrayBuffer>[] = [];
  #bytes = Buffer.allocUnsafeSlow(pieceLength);
  #at = 0;

  constructor() {
    this.#room(signature.length);
    this.#at += signature.copy(this.#bytes, this.#at);
  }

  row(fields: number): void {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(fields, this.#at);
  }

  int(value: number): void {
    this.#begin(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  bool(value: boolean): void {
    this.#begin(1);
    this.#at = this.#bytes.writeUInt8(value ? 1 : 0, this.#at);
  }

  double(value: number | null): void {
    if (value === null) {
      this.#null();
      return;
    }
    this.#begin(8);
    this.#at = this.#bytes.writeDoubleBE(value, this.#at);
  }

  real(value: number | null): void {
    if (value === null) {
      this.#null();
      return;
    }
    this.#begin(4);
    this.#at = this.#bytes.writeFloatBE(value, this.#at);
  }

  /** Microseconds since 2000. */
  time(value: Date): void {
    this.#begin(8);
    const micros = (value.getTime() - year2000) * 1000;
    this.#at = this.#bytes.writeInt32BE(Math.floor(micros / 0x100000000), this.#at);
    this.#at = this.#bytes.writeUInt32BE(micros - Math.floor(micros / 0x100000000) * 0x100000000, this.#at);
  }

  uuid(value: string | null): void {
    if (value === null) {
      this.#null();
      return;
    }
    this.#begin(16);
    for (let index = 0; index < 36; index += 2) {
      if (index === 8 || index === 13 || index === 18 || index === 23) index += 1;
      const high = nibbles[value.charCodeAt(index)] as number;
      this.#bytes[this.#at++] = (high << 4) | (nibbles[value.charCodeAt(index + 1)] as number);
    }
  }

  bytes(value: Uint8Array): void {
    this.#begin(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  text(value: string | null): void {
    if (value === null) {
      this.#null();
      return;
    }
    this.#string(value, false);
  }

  /** Version 1 of jsonb's form is its text. */
  json(value: object): void {
    this.#string(JSON.stringify(value), true);
  }

  /** Everything, with the end that COPY waits for. */
  end(): Uint8Array<ArrayBuffer>[] {
    this.row(-1);
    this.#pieces.push(this.#bytes.subarray(0, this.#at));
    return this.#pieces;
  }

  #string(value: string, isJson: boolean): void {
    this.#room(5 + value.length * 3);
    const length = this.#at;
    this.#at += 4;
    if (isJson) this.#at = this.#bytes.writeUInt8(1, this.#at);
    this.#at += this.#bytes.write(value, this.#at);
    this.#bytes.writeInt32BE(this.#at - length - 4, length);
  }

  #null(): void {
    this.#room(4);
    this.#at = this.#bytes.writeInt32BE(-1, this.#at);
  }

  #begin(length: number): void {
    this.#room(4 + length);
    this.#at = this.#bytes.writeInt32BE(length, this.#at);
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    this.#pieces.push(this.#bytes.subarray(0, this.#at));
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(pieceLength, length));
    this.#at = 0;
  }
}
