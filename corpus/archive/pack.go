package archive

import (
	"fmt"

	"github.com/klauspost/compress/zstd"

	"zonesearch/corpus"
)

// The ways in which a text may be packed. Numbers are for good.
const (
	codecRaw   byte = 0 // as it is
	codecRunes byte = 1 // recoded with runes1, then zstd
)

// packer packs and unpacks texts. It is safe for concurrent use.
type packer struct {
	runes *runeCode
	enc   *zstd.Encoder
	dec   *zstd.Decoder
}

func newPacker() (*packer, error) {
	runes, err := newRuneCode(runes1)
	if err != nil {
		return nil, err
	}
	enc, err := zstd.NewWriter(nil,
		zstd.WithEncoderCRC(false), // the frame has its own
		zstd.WithWindowSize(1<<20),
		zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, fmt.Errorf("archive: prepare compression: %w", err)
	}
	dec, err := zstd.NewReader(nil,
		zstd.WithDecoderConcurrency(0),
		// Recoding at most doubles a text, where its characters are all others.
		zstd.WithDecoderMaxMemory(2*maxText))
	if err != nil {
		return nil, fmt.Errorf("archive: prepare decompression: %w", err)
	}
	return &packer{runes: runes, enc: enc, dec: dec}, nil
}

func (p *packer) pack(text []byte) (codec byte, packed []byte) {
	code := p.runes.encode(make([]byte, 0, len(text)), text)
	packed = p.enc.EncodeAll(code, make([]byte, 0, len(code)))
	if len(packed) >= len(text) {
		return codecRaw, text
	}
	return codecRunes, packed
}

// unpack is the reverse of pack, for a text of the given size.
func (p *packer) unpack(codec byte, packed []byte, size int) ([]byte, error) {
	switch codec {
	case codecRaw:
		return packed, nil
	case codecRunes:
		code, err := p.dec.DecodeAll(packed, make([]byte, 0, size))
		if err != nil {
			return nil, fmt.Errorf("can't be unpacked: %w", err)
		}
		return p.runes.decode(make([]byte, 0, size), code)
	}
	return nil, fmt.Errorf("packed in a way (%d) that this program does not know", codec)
}

// article unpacks the article of a frame that parseFrame has checked.
func (p *packer) article(seq uint64, f *frame) (*corpus.Article, error) {
	text, err := p.unpack(f.codec, f.text, f.size)
	if err == nil && len(text) != f.size {
		err = fmt.Errorf("unpacks to %d bytes, not %d", len(text), f.size)
	}
	a := &corpus.Article{ID: f.id, Added: f.added}
	if err == nil {
		err = parseText(text, a)
	}
	if err != nil {
		return nil, &DamageError{Seq: seq, ID: f.id, Reason: err.Error()}
	}
	return a, nil
}

func (p *packer) close() {
	_ = p.enc.Close() // it writes nowhere
	p.dec.Close()
}
