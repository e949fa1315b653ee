using System.Buffers;
using IspDigital.Simulators.RouterOs;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Routers;

public sealed class SimulatorCodecTests
{
    [Theory]
    [InlineData(0u, "00")]
    [InlineData(1u, "01")]
    [InlineData(0x7Fu, "7F")]
    [InlineData(0x80u, "8080")]
    [InlineData(0x3FFFu, "BFFF")]
    [InlineData(0x4000u, "C04000")]
    [InlineData(0x1FFFFFu, "DFFFFF")]
    [InlineData(0x200000u, "E0200000")]
    [InlineData(0xFFFFFFFu, "EFFFFFFF")]
    [InlineData(0x10000000u, "F010000000")]
    [InlineData(0xFFFFFFFFu, "F0FFFFFFFF")]
    public void Length_AtEveryBoundary_IsWrittenAndReadAsDocumented(uint length, string wire)
    {
        var target = new byte[5];

        var size = ApiCodec.WriteLength(target, length);
        var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(target, 0, size));

        Assert.Equal(wire, Convert.ToHexString(target, 0, size));
        Assert.True(ApiCodec.TryReadLength(ref reader, out var read));
        Assert.Equal(length, read);
        Assert.True(reader.End);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("C040")]
    [InlineData("E02000")]
    [InlineData("F0100000")]
    public void Length_CutOffInThePrefix_WaitsForMore(string wire)
    {
        var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>(Convert.FromHexString(wire)));

        Assert.False(ApiCodec.TryReadLength(ref reader, out _));
        Assert.Equal(0, reader.Consumed);
    }

    [Theory]
    [InlineData(0xF1)]
    [InlineData(0xF7)]
    [InlineData(0xF8)]
    [InlineData(0xFF)]
    public void Length_ControlByte_IsRefused(byte first)
    {
        Assert.Throws<ApiProtocolException>(() =>
        {
            var reader = new SequenceReader<byte>(new ReadOnlySequence<byte>([first, 0, 0, 0, 0]));
            ApiCodec.TryReadLength(ref reader, out _);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0x80)]
    [InlineData(0x4000)]
    [InlineData(0x200000)]
    public void Sentence_SplitAtEveryByteOfItsPrefixes_IsReadOnceItIsWhole(int wordLength)
    {
        var bytes = RouterApiProbe.Encode("/x", new string('y', wordLength), "=a=b");
        int[] cuts = [.. Enumerable.Range(1, 10), bytes.Length - 6, bytes.Length - 1];

        foreach (var cut in cuts.Where(cut => cut < bytes.Length))
        {
            var part = new ReadOnlySequence<byte>(bytes, 0, cut);
            Assert.False(ApiCodec.TryReadSentence(ref part, ApiCodec.LongestWord, out _));
            Assert.Equal(cut, part.Length);

            var whole = TwoSegments(bytes, cut);
            Assert.True(ApiCodec.TryReadSentence(ref whole, ApiCodec.LongestWord, out var words));
            Assert.Equal(["/x", new string('y', wordLength), "=a=b"], words);
            Assert.True(whole.IsEmpty);
        }
    }

    [Fact]
    public void Sentence_WordOverTheLimit_IsRefusedBeforeItArrives()
    {
        var buffer = new ReadOnlySequence<byte>([.. RouterApiProbe.Prefix(ApiCodec.LongestWord + 1)]);

        Assert.Throws<ApiProtocolException>(() => ApiCodec.TryReadSentence(ref buffer, ApiCodec.LongestWord, out _));
    }

    [Fact]
    public async Task Router_CommandSentByteByByte_AnswersIt()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions { Identity = "edge-1" });
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        foreach (var one in RouterApiProbe.Encode("/system/identity/print", ".tag=7"))
        {
            await probe.SendBytes(new[] { one });
        }

        Assert.Equal(["!re", ".tag=7", "=name=edge-1"], await probe.Next());
        Assert.Equal(["!done", ".tag=7"], await probe.Next());
    }

    [Fact]
    public async Task Router_RepliesInWritesOfOneByte_AreStillWholeSentences()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.AddSecret("karim", comment: new string('c', 300));
        router.Faults.WriteSize = 1;

        var replies = await probe.Ask("/ppp/secret/print", "=.proplist=name,comment");

        Assert.Equal(["!re", "=name=karim", "=comment=" + new string('c', 300)], replies[0]);
    }

    [Fact]
    public async Task Router_LongWordAndEmptySentences_AreTaken()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        await using var probe = await RouterApiProbe.SignIn(router.Port);
        router.AddSecret("karim");
        var comment = new string('c', 70_000);

        await probe.SendBytes(new byte[] { 0, 0 });
        var replies = await probe.Ask("/ppp/secret/set", "=.id=karim", "=comment=" + comment);

        Assert.Equal(["!done"], replies.Single());
        Assert.Equal(comment, router.Secret("karim")!.Comment);
    }

    [Fact]
    public async Task Router_ControlByte_HangsUp()
    {
        await using var router = await RouterOsSimulator.Start(new RouterOsSimulatorOptions());
        await using var probe = await RouterApiProbe.SignIn(router.Port);

        await probe.SendBytes(new byte[] { 0xF8 });

        Assert.Null(await probe.Read());
    }

    private static ReadOnlySequence<byte> TwoSegments(byte[] bytes, int cut)
    {
        var first = new Segment(bytes.AsMemory(0, cut), 0);
        var second = first.Then(bytes.AsMemory(cut));
        return new ReadOnlySequence<byte>(first, 0, second, second.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long before)
        {
            Memory = memory;
            RunningIndex = before;
        }

        public Segment Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
