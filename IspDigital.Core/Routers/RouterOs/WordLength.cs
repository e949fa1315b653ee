using System.Buffers;
using System.Buffers.Binary;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>
/// The length in front of every word, most significant byte first, in five forms: the leading bits of the first byte
/// tell how many bytes follow (MikroTik's API documentation, "API words").
/// </summary>
internal static class WordLength
{
    /// <summary>The longest form: one marker byte and four of length.</summary>
    public const int BytesMax = 5;

    /// <summary>Writes the length in its shortest form and returns how many bytes that took.</summary>
    public static int Write(Span<byte> target, uint length)
    {
        Span<byte> bytes = stackalloc byte[4];
        switch (length)
        {
            case < 0x80:
                target[0] = (byte)length;
                return 1;
            case < 0x4000:
                BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)(length | 0x8000));
                return 2;
            case < 0x200000:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, length | 0xC00000);
                bytes[1..].CopyTo(target);
                return 3;
            case < 0x10000000:
                BinaryPrimitives.WriteUInt32BigEndian(target, length | 0xE0000000);
                return 4;
            default:
                target[0] = 0xF0;
                BinaryPrimitives.WriteUInt32BigEndian(target[1..], length);
                return 5;
        }
    }

    /// <summary>Reads a length; false, with the reader where it was, while its bytes have not all arrived.</summary>
    /// <exception cref="RouterOsProtocolException">The first byte is a reserved control byte or undefined: nothing after it can be understood.</exception>
    public static bool TryRead(ref SequenceReader<byte> reader, out uint length)
    {
        length = 0;
        if (!reader.TryPeek(out var first))
        {
            return false;
        }

        var (more, top) = Form(first);
        if (reader.Remaining <= more)
        {
            return false;
        }

        reader.Advance(1);
        length = top;
        for (var i = 0; i < more; i++)
        {
            reader.TryRead(out var next);
            length = (length << 8) | next;
        }

        return true;
    }

    /// <summary>How many bytes follow the first one, and the length's bits within it.</summary>
    private static (int More, uint Top) Form(byte first) => first switch
    {
        < 0x80 => (0, first),
        < 0xC0 => (1, first & 0x3Fu),
        < 0xE0 => (2, first & 0x1Fu),
        < 0xF0 => (3, first & 0x0Fu),
        0xF0 => (4, 0u),
        _ => throw new RouterOsProtocolException($"control byte 0x{first:X2} where a word length was due"),
    };
}
