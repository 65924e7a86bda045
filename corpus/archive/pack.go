package archive

import (
	_ "embed"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"zonesearch/corpus"
)

// The ways in which a text may be packed. Numbers are for good.
const (
	codecRaw   byte = 0 // as it is
	codecZstd1 byte = 1 // zstd with dictionary 1
)

// dictionary1 is made-up zone news: zstd copies from it what an article shares
// with its kind, which is most of what can be saved on a text of 2 KB. Records
// that were packed with it need these very bytes, so it never changes; a
// better one would be a new codec.
//
//go:embed dictionary1.txt
var dictionary1 []byte

// packer packs and unpacks texts. It is safe for concurrent use.
type packer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newPacker() (*packer, error) {
	// The fastest level is also the smallest on texts this short.
	enc, err := zstd.NewWriter(nil,
		zstd.WithEncoderLevel(zstd.SpeedFastest),
		zstd.WithEncoderDictRaw(uint32(codecZstd1), dictionary1),
		zstd.WithEncoderCRC(false), // the frame has its own
		zstd.WithWindowSize(1<<20),
		zstd.WithLowerEncoderMem(true))
	if err != nil {
		return nil, fmt.Errorf("archive: prepare compression: %w", err)
	}
	dec, err := zstd.NewReader(nil,
		zstd.WithDecoderConcurrency(0),
		zstd.WithDecoderDictRaw(uint32(codecZstd1), dictionary1),
		zstd.WithDecoderMaxMemory(maxText))
	if err != nil {
		return nil, fmt.Errorf("archive: prepare decompression: %w", err)
	}
	return &packer{enc: enc, dec: dec}, nil
}

func (p *packer) pack(text []byte) (codec byte, packed []byte) {
	packed = p.enc.EncodeAll(text, make([]byte, 0, len(text)*3/4+64))
	if len(packed) >= len(text) {
		return codecRaw, text
	}
	return codecZstd1, packed
}

// article unpacks the article of a frame that parseFrame has checked.
func (p *packer) article(seq uint64, f *frame) (*corpus.Article, error) {
	text := f.text
	switch f.codec {
	case codecRaw:
	case codecZstd1:
		var err error
		if text, err = p.dec.DecodeAll(f.text, make([]byte, 0, f.size)); err != nil {
			return nil, &DamageError{Seq: seq, ID: f.id, Reason: "can't be unpacked: " + err.Error()}
		}
	default:
		return nil, &DamageError{Seq: seq, ID: f.id, Reason: fmt.Sprintf("packed in a way (%d) that this program does not know", f.codec)}
	}
	if len(text) != f.size {
		return nil, &DamageError{Seq: seq, ID: f.id, Reason: "unpacks to another length"}
	}
	a := &corpus.Article{ID: f.id, Added: f.added}
	if err := parseText(text, a); err != nil {
		return nil, &DamageError{Seq: seq, ID: f.id, Reason: err.Error()}
	}
	return a, nil
}

func (p *packer) close() {
	_ = p.enc.Close()
	p.dec.Close()
}
