using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>
/// Cuts a stream of bytes into reply sentences, wherever the network split it. Words are taken as they complete, so
/// nothing is parsed twice. Not for concurrent use: a connection has one reader.
/// </summary>
internal sealed class SentenceReader(PipeReader pipe)
{
    /// <summary>More words in one sentence than any router sends.</summary>
    public const int WordsMax = 4096;

    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private ReplyKind _kind;
    private long? _tag;
    private string _text = "";
    private int _words;

    /// <summary>The next sentence, or null at an end of stream between sentences. Empty sentences are passed over.</summary>
    /// <exception cref="RouterOsProtocolException">The bytes are not the API, or exceed its limits here.</exception>
    /// <exception cref="EndOfStreamException">The stream ended inside a sentence.</exception>
    public async ValueTask<ReplySentence?> Read(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await pipe.ReadAsync(cancellation);
            var sentence = Take(result.Buffer, out var consumed);
            if (sentence is not null)
            {
                pipe.AdvanceTo(consumed);
                return sentence;
            }

            pipe.AdvanceTo(consumed, result.Buffer.End);
            if (result.IsCompleted)
            {
                return _words == 0 && result.Buffer.Slice(consumed).IsEmpty
                    ? null
                    : throw new EndOfStreamException("The connection ended in the middle of a reply.");
            }
        }
    }

    private ReplySentence? Take(ReadOnlySequence<byte> buffer, out SequencePosition consumed)
    {
        var reader = new SequenceReader<byte>(buffer);
        consumed = reader.Position;
        while (WordLength.TryRead(ref reader, out var length))
        {
            if (length > SentenceWriter.WordBytesMax)
            {
                throw new RouterOsProtocolException($"a word of {length} bytes, over the limit of {SentenceWriter.WordBytesMax}");
            }

            if (!reader.TryReadExact((int)length, out var word))
            {
                return null;
            }

            consumed = reader.Position;
            if (length > 0)
            {
                Add(word);
            }
            else if (_words > 0)
            {
                return Complete();
            }
        }

        return null;
    }

    private void Add(ReadOnlySequence<byte> word)
    {
        if (++_words > WordsMax)
        {
            throw new RouterOsProtocolException($"a sentence of more than {WordsMax} words");
        }

        if (word.IsSingleSegment)
        {
            Add(word.FirstSpan);
            return;
        }

        var copy = ArrayPool<byte>.Shared.Rent((int)word.Length);
        word.CopyTo(copy);
        Add(copy.AsSpan(0, (int)word.Length));
        ArrayPool<byte>.Shared.Return(copy);
    }

    private void Add(ReadOnlySpan<byte> word)
    {
        if (_words == 1)
        {
            _kind = KindOf(word);
        }
        else if (word[0] == '=')
        {
            var rest = word[1..];
            var end = rest.IndexOf((byte)'=');
            var name = end < 0 ? rest : rest[..end];
            _attributes.Add(new(WordText.DecodeName(name), end < 0 ? "" : WordText.Decode(rest[(end + 1)..])));
        }
        else if (word.StartsWith(".tag="u8))
        {
            var tag = word[5..];
            _tag = Utf8Parser.TryParse(tag, out long number, out var used) && used == tag.Length ? number : null;
        }
        else
        {
            var text = WordText.Decode(word);
            _text = _text.Length == 0 ? text : $"{_text} {text}";
        }
    }

    private static ReplyKind KindOf(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("!re"u8) ? ReplyKind.Row
        : word.SequenceEqual("!done"u8) ? ReplyKind.Done
        : word.SequenceEqual("!trap"u8) ? ReplyKind.Trap
        : word.SequenceEqual("!empty"u8) ? ReplyKind.Empty
        : word.SequenceEqual("!fatal"u8) ? ReplyKind.Fatal
        : word[0] == '!' ? ReplyKind.Other
        : throw new RouterOsProtocolException("a reply that does not begin with '!'");

    private ReplySentence Complete()
    {
        var sentence = new ReplySentence(_kind, _tag, _attributes.ToArray(), _text);
        _attributes.Clear();
        _tag = null;
        _text = "";
        _words = 0;
        return sentence;
    }
}
