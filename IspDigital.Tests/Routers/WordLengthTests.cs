using System.Buffers;
using CsCheck;
using IspDigital.Core.Routers.RouterOs;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Routers;

public class WordLengthTests
{
    [Theory]
    [InlineData(0x0u, "00")]
    [InlineData(0x1u, "01")]
    [InlineData(0x7Fu, "7F")]
    [InlineData(0x80u, "8080")]
    [InlineData(0x3FFFu, "BFFF")]
    [InlineData(0x4000u, "C04000")]
    [InlineData(0x1FFFFFu, "DFFFFF")]
    [InlineData(0x200000u, "E0200000")]
    [InlineData(0xFFFFFFFu, "EFFFFFFF")]
    [InlineData(0x10000000u, "F010000000")]
    [InlineData(0xFFFFFFFFu, "F0FFFFFFFF")]
    public void Length_AtTheEdgeOfAForm_IsWrittenAndReadInThatForm(uint length, string hex)
    {
        var bytes = new byte[WordLength.BytesMax];
        var written = WordLength.Write(bytes, length);

        Assert.Equal(hex, Convert.ToHexString(bytes.AsSpan(0, written)));
        Assert.Equal(length, Read(bytes.AsMemory(0, written)));
    }

    [Fact]
    public void AnyLength_WrittenAndRead_IsTheSame() => Gen.UInt.Holds(length =>
    {
        var bytes = new byte[WordLength.BytesMax];
        return Read(bytes.AsMemory(0, WordLength.Write(bytes, length))) == length;
    });

    [Theory]
    [InlineData("80")]
    [InlineData("C040")]
    [InlineData("E02000")]
    [InlineData("F0100000")]
    [InlineData("")]
    public void Length_NotAllArrived_WaitsWithoutTakingAnything(string hex)
    {
        var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(Convert.FromHexString(hex)));

        Assert.False(WordLength.TryRead(ref reader, out _));
        Assert.Equal(0, reader.Consumed);
    }

    [Fact]
    public void FirstByte_ReservedOrUndefined_IsFatal()
    {
        for (var first = 0xF1; first <= 0xFF; first++)
        {
            var bytes = new byte[] { (byte)first, 0, 0, 0, 0, 0 };
            Assert.Throws<RouterOsProtocolException>(() => Read(bytes));
        }
    }

    private static uint? Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(bytes));
        return WordLength.TryRead(ref reader, out var length) && reader.End ? length : null;
    }
}
