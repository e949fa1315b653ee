using System.Buffers;
using System.Text;

namespace IspDigital.Simulators.RouterOs;

/// <summary>
/// The wire form of RouterOS API words and sentences. A word is a length prefix of one to five bytes and that many bytes;
/// a sentence is words up to an empty one. Text is held as Latin-1, one character for each byte, so that no byte is ever lost.
/// </summary>
internal static class ApiCodec
{
    /// <summary>Longest word that is accepted: a broken prefix must not ask for gigabytes.</summary>
    public const int LongestWord = 16 * 1024 * 1024;

    /// <summary>Longest word before sign-in.</summary>
    public const int LongestWordBeforeLogin = 64 * 1024;

    /// <summary>Writes the shortest prefix for a word of that many bytes and returns the prefix's own length.</summary>
    public static int WriteLength(Span<byte> target, uint length)
    {
        var (size, mark) = length switch
        {
            < 0x80 => (1, 0x00u),
            < 0x4000 => (2, 0x8000u),
            < 0x200000 => (3, 0xC00000u),
            < 0x10000000 => (4, 0xE0000000u),
            _ => (5, 0u),
        };
        if (size == 5)
        {
            target[0] = 0xF0;
        }

        var value = length | mark;
        var bytes = Math.Min(size, 4);
        for (var i = 0; i < bytes; i++)
        {
            target[size - 1 - i] = (byte)(value >> (8 * i));
        }

        return size;
    }

    /// <summary>Reads a prefix; false where it is not complete yet.</summary>
    /// <exception cref="ApiProtocolException">A reserved control byte (0xF1 to 0xFF).</exception>
    public static bool TryReadLength(ref SequenceReader<byte> reader, out uint length)
    {
        length = 0;
        if (!reader.TryPeek(out var first))
        {
            return false;
        }

        var (more, bits) = first switch
        {
            < 0x80 => (0, (uint)first),
            < 0xC0 => (1, first & 0x3Fu),
            < 0xE0 => (2, first & 0x1Fu),
            < 0xF0 => (3, first & 0x0Fu),
            0xF0 => (4, 0u),
            _ => throw new ApiProtocolException($"control byte 0x{first:X2}"),
        };
        if (reader.Remaining < more + 1)
        {
            return false;
        }

        reader.Advance(1);
        length = bits;
        for (var i = 0; i < more; i++)
        {
            reader.TryRead(out var next);
            length = (length << 8) | next;
        }

        return true;
    }

    /// <summary>Takes one whole sentence off the front of the buffer; false (and nothing taken) where it is not complete yet.</summary>
    /// <exception cref="ApiProtocolException">A control byte, or a word longer than allowed.</exception>
    public static bool TryReadSentence(ref ReadOnlySequence<byte> buffer, int longestWord, out List<string> words)
    {
        words = [];
        var probe = new SequenceReader<byte>(buffer);
        var count = 0;
        while (true)
        {
            if (!TryReadLength(ref probe, out var length))
            {
                return false;
            }

            if (length > longestWord)
            {
                throw new ApiProtocolException($"word of {length} bytes");
            }

            if (length == 0)
            {
                break;
            }

            if (probe.Remaining < length)
            {
                return false;
            }

            probe.Advance(length);
            count++;
        }

        words.Capacity = count;
        var reader = new SequenceReader<byte>(buffer);
        for (var i = 0; i < count; i++)
        {
            TryReadLength(ref reader, out var length);
            words.Add(Encoding.Latin1.GetString(reader.UnreadSequence.Slice(0, length)));
            reader.Advance(length);
        }

        buffer = buffer.Slice(probe.Position);
        return true;
    }

    /// <summary>Appends one word (Latin-1 text, one byte for each character).</summary>
    public static void WriteWord(IBufferWriter<byte> target, string word)
    {
        var span = target.GetSpan(5 + word.Length);
        var prefix = WriteLength(span, (uint)word.Length);
        Encoding.Latin1.GetBytes(word, span[prefix..]);
        target.Advance(prefix + word.Length);
    }

    /// <summary>Appends <c>=name=value</c>.</summary>
    public static void WriteAttribute(IBufferWriter<byte> target, string name, string value)
    {
        var length = name.Length + value.Length + 2;
        var span = target.GetSpan(5 + length);
        var at = WriteLength(span, (uint)length);
        span[at++] = (byte)'=';
        at += Encoding.Latin1.GetBytes(name, span[at..]);
        span[at++] = (byte)'=';
        at += Encoding.Latin1.GetBytes(value, span[at..]);
        target.Advance(at);
    }

    /// <summary>Ends the sentence.</summary>
    public static void EndSentence(IBufferWriter<byte> target)
    {
        target.GetSpan(1)[0] = 0;
        target.Advance(1);
    }
}

/// <summary>The other side sent what no API client may send; the connection cannot go on.</summary>
internal sealed class ApiProtocolException(string what) : Exception(what);
