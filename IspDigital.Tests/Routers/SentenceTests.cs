using System.IO.Pipelines;
using System.Text;
using CsCheck;
using IspDigital.Core.Routers.RouterOs;

namespace IspDigital.Tests.Routers;

public class SentenceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Command_Written_HasEveryWordItsTagAndItsEnd()
    {
        using var sentence = new SentenceWriter("/ppp/secret/print").Attribute(".proplist", ".id,name").Attribute("count-only").WhereEqual("name", "a=b গ্রাহক");
        sentence.End(42);

        Assert.Equal(
            ApiBytes.Sentence("/ppp/secret/print", "=.proplist=.id,name", "=count-only=", "?=name=a=b গ্রাহক", ".tag=42"),
            sentence.Written.ToArray());
    }

    [Fact]
    public void Command_WithALongWord_OutgrowsItsFirstBuffer()
    {
        var value = new string('x', 70_000);
        using var sentence = new SentenceWriter("/a").Attribute("v", value);
        sentence.End(1);

        Assert.Equal(ApiBytes.Sentence("/a", "=v=" + value, ".tag=1"), sentence.Written.ToArray());
    }

    [Fact]
    public void Command_WithAWordOverTheLimit_IsNotSent() =>
        Assert.Throws<ArgumentException>(() => new SentenceWriter("/a").Attribute("v", new string('x', SentenceWriter.WordBytesMax)));

    [Fact]
    public async Task Reply_OfEachKind_IsUnderstood()
    {
        var replies = await ReadAll([
            .. ApiBytes.Sentence("!re", "=.id=*1", ".tag=7", "=comment=a=b", "=empty=", "=same=1", "=same=2"),
            .. new byte[] { 0, 0 },
            .. ApiBytes.Sentence("!trap", "=category=0", "=message=no such item", ".tag=7"),
            .. ApiBytes.Sentence("!empty", ".tag=8"),
            .. ApiBytes.Sentence("!done", "=ret=*3", ".tag=8"),
            .. ApiBytes.Sentence("!re"),
            .. ApiBytes.Sentence("!new", ".tag=abc"),
            .. ApiBytes.Sentence("!fatal", "session terminated", "on request"),
        ]);

        Assert.Equal(
            [ReplyKind.Row, ReplyKind.Trap, ReplyKind.Empty, ReplyKind.Done, ReplyKind.Row, ReplyKind.Other, ReplyKind.Fatal],
            replies.Select(reply => reply.Kind));
        Assert.Equal([7, 7, 8, 8, null, null, null], replies.Select(reply => reply.Tag));
        Assert.Equal(("*1", "a=b", "", "1"), (replies[0][".id"], replies[0]["comment"], replies[0]["empty"], replies[0]["same"]));
        Assert.Equal(["1", "2"], replies[0].Attributes.Where(each => each.Key == "same").Select(each => each.Value));
        Assert.Null(replies[0]["missing"]);
        Assert.Equal("*3", replies[3]["ret"]);
        Assert.Equal("session terminated on request", replies[6].Text);
    }

    [Fact]
    public async Task Reply_InBytesThatAreNotUtf8_IsReadAsLatin1()
    {
        var replies = await ReadAll(ApiBytes.Sentence("!re"u8.ToArray(), [.. "=comment=caf"u8, 0xE9], "=name=গ্রাহক"u8.ToArray()));

        Assert.Equal("café", replies[0]["comment"]);
        Assert.Equal("গ্রাহক", replies[0]["name"]);
    }

    [Fact]
    public async Task Replies_SplitAtEveryByte_AreTheSame()
    {
        byte[] bytes = [.. ApiBytes.Sentence("!re", "=name=user0001", "=comment=" + new string('x', 200), ".tag=1"), .. ApiBytes.Sentence("!done", ".tag=1")];
        var whole = Describe(await ReadAll(bytes));
        for (var at = 1; at < bytes.Length; at++)
        {
            Assert.Equal(whole, Describe(await ReadAll(bytes[..at], bytes[at..])));
        }

        Assert.Equal(whole, Describe(await ReadAll([.. bytes.Select(each => new[] { each })])));
    }

    [Fact]
    public async Task AnySentence_WrittenAndRead_IsTheSame()
    {
        var word = Gen.Frequency((9, Gen.String[0, 40]), (1, Gen.String[100, 20_000])).Where(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text);
        var name = Gen.String[Gen.Char['a', 'z'], 1, 20];
        await Gen.Select(name, word).Array[0, 12].SampleAsync(async attributes =>
        {
            using var sentence = new SentenceWriter("!re");
            foreach (var (key, value) in attributes)
            {
                sentence.Attribute(key, value);
            }

            sentence.End(5);
            var reply = Assert.Single(await ReadAll(sentence.Written.ToArray()));
            Assert.Equal(5, reply.Tag);
            Assert.Equal(attributes.Select(each => KeyValuePair.Create(each.Item1, each.Item2)), reply.Attributes);
        }, iter: 300);
    }

    [Theory]
    [InlineData("F8")]
    [InlineData("F1")]
    [InlineData("E1000001")]
    [InlineData("F0FFFFFFFF")]
    public async Task Reply_ThatBeginsWithAControlByteOrAnEnormousWord_IsFatalAtOnce(string hex) =>
        await Assert.ThrowsAsync<RouterOsProtocolException>(() => ReadAll(Convert.FromHexString(hex)));

    [Fact]
    public async Task Reply_OfAnotherProtocol_IsFatal() =>
        await Assert.ThrowsAsync<RouterOsProtocolException>(() => ReadAll(Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; charset=us-ascii; and so on, at length, for a while")));

    [Fact]
    public async Task Stream_ThatEndsInsideASentence_SaysSo()
    {
        var bytes = ApiBytes.Sentence("!done", ".tag=1");
        for (var length = 1; length < bytes.Length; length++)
        {
            await Assert.ThrowsAsync<EndOfStreamException>(() => ReadAll(bytes[..length]));
        }
    }

    private static string Describe(IEnumerable<ReplySentence> replies) =>
        string.Join('\n', replies.Select(reply => $"{reply.Kind} {reply.Tag} {reply.Text} {string.Join(' ', reply.Attributes)}"));

    private static async Task<List<ReplySentence>> ReadAll(params byte[][] pieces)
    {
        var reader = new SentenceReader(PipeReader.Create(new Pieces(pieces)));
        var replies = new List<ReplySentence>();
        while (await reader.Read(Cancellation) is { } reply)
        {
            replies.Add(reply);
        }

        return replies;
    }

    /// <summary>A stream that delivers as the network would: in these pieces.</summary>
    private sealed class Pieces(byte[][] pieces) : MemoryStream
    {
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_next == pieces.Length)
            {
                return new(0);
            }

            var piece = pieces[_next];
            var count = Math.Min(piece.Length, buffer.Length);
            piece.AsSpan(0, count).CopyTo(buffer.Span);
            if (count < piece.Length)
            {
                pieces[_next] = piece[count..];
            }
            else
            {
                _next++;
            }

            return new(count);
        }
    }
}
