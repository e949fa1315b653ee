using System.Buffers;
using System.Globalization;
using System.Text;

namespace IspDigital.Core.Routers.RouterOs;

/// <summary>
/// One command, written word by word into one pooled buffer, so that it leaves in one write: a sentence that stops half
/// way makes the router swallow the next command into it. Words are length-prefixed, so no value can break out of its word.
/// </summary>
internal sealed class SentenceWriter : IDisposable
{
    /// <summary>No word is longer, sent or received: one damaged prefix must not ask for gigabytes.</summary>
    public const int WordBytesMax = 16 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(256);
    private int _length;

    /// <summary>Begins the sentence with the command's path.</summary>
    public SentenceWriter(string command)
    {
        Command = command;
        Word(command, "", "");
    }

    /// <summary>The command's path: the only part that may be logged, since values may be secret.</summary>
    public string Command { get; }

    /// <summary>Everything written so far.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    /// <summary>Adds <c>=name=value</c>; the value may be empty and may contain '='.</summary>
    public SentenceWriter Attribute(string name, string value = "") => Word("=", name, "=", value);

    /// <summary>Adds <c>?=name=value</c>: the form that is safe for every name. The router compares exactly.</summary>
    public SentenceWriter WhereEqual(string name, string value) => Word("?=", name, "=", value);

    /// <summary>Adds the tag that every reply to this command will carry, and ends the sentence.</summary>
    public void End(long tag)
    {
        Word(".tag=", tag.ToString(CultureInfo.InvariantCulture), "");
        Room(1);
        _buffer[_length++] = 0;
    }

    /// <summary>Gives the buffer back, wiped: it may have held a password.</summary>
    public void Dispose()
    {
        var buffer = _buffer;
        if (buffer.Length == 0)
        {
            return;
        }

        buffer.AsSpan(0, _length).Clear();
        _buffer = [];
        _length = 0;
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private SentenceWriter Word(string a, string b, string c, string d = "")
    {
        var utf8 = Encoding.UTF8;
        var bytes = (long)utf8.GetByteCount(a) + utf8.GetByteCount(b) + utf8.GetByteCount(c) + utf8.GetByteCount(d);
        if (bytes is 0 or > WordBytesMax)
        {
            throw new ArgumentException($"A word of {bytes} bytes cannot be sent: 1 to {WordBytesMax} can.");
        }

        Room(WordLength.BytesMax + (int)bytes);
        _length += WordLength.Write(_buffer.AsSpan(_length), (uint)bytes);
        foreach (var part in (ReadOnlySpan<string>)[a, b, c, d])
        {
            _length += utf8.GetBytes(part, _buffer.AsSpan(_length));
        }

        return this;
    }

    private void Room(int bytes)
    {
        if (_buffer.Length - _length >= bytes)
        {
            return;
        }

        var old = _buffer;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(old.Length * 2, _length + bytes));
        old.AsSpan(0, _length).CopyTo(_buffer);
        old.AsSpan(0, _length).Clear();
        ArrayPool<byte>.Shared.Return(old);
    }
}
