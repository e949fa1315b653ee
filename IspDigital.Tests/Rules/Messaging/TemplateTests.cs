using IspDigital.Core.Messaging;
using IspDigital.Core.Messaging.Rules;
using IspDigital.Core.Primitives;

namespace IspDigital.Tests.Rules.Messaging;

public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> s_operator = new() { [Placeholders.Company] = "Star Net", [Placeholders.Phone] = "09612345678" };

    public static TheoryData<MessageKind, Channel, string> Keys
    {
        get
        {
            var keys = new TheoryData<MessageKind, Channel, string>();
            foreach (var key in DefaultTemplates.Keys)
            {
                keys.Add(key.Kind, key.Channel, key.Language);
            }
            return keys;
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Default_OfEveryKind_FillsInAndFits(MessageKind kind, Channel channel, string language)
    {
        var words = DefaultTemplates.Of(new TemplateKey(kind, channel, language));
        var values = SampleValues.Of(kind, language).Concat(s_operator).ToDictionary();

        var text = TemplateText.Fill(words.Body, values);

        Assert.Empty(Placeholders.Unknown(words.Body, kind));
        Assert.Empty(Placeholders.Unknown(words.Subject ?? "", kind));
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
        if (channel == Channel.Sms)
        {
            var parts = SmsParts.Of(text);
            Assert.Equal(language == "bn", parts.IsUnicode);
            Assert.InRange(parts.Count, 1, language == "bn" ? 2 : 1);
        }
        else
        {
            Assert.NotEmpty(TemplateText.Fill(words.Subject!, values));
        }
    }

    [Fact]
    public void Fill_TheSameTextAgain_TakesTheNewValues()
    {
        var (one, other) = (Fill("Hi {{name}}", "Rahim"), Fill("Hi {{name}}", "Karim"));

        Assert.Equal(("Hi Rahim", "Hi Karim"), (one, other));
    }

    [Fact]
    public void Fill_MoreTextsThanAreKept_FillsEachAsItIs()
    {
        foreach (var text in Enumerable.Range(0, 520).Concat(Enumerable.Range(0, 50)).Select(i => $"{i}: "))
        {
            Assert.Equal($"{text}Rahim", Fill(text + "{{name}}", "Rahim"));
        }
    }

    [Theory]
    [InlineData("Hi {{name}}, pay {{amount}}")]
    [InlineData("{{#if balance}}Due {{balance}}{{else}}Nothing due{{/if}}")]
    public void Unknown_WithWordsOfTheKind_IsEmpty(string text) => Assert.Empty(Placeholders.Unknown(text, MessageKind.FinalNotice));

    [Theory]
    [InlineData("Hi {{nmae}}", "nmae")]
    [InlineData("Paid {{paid}}", "paid")] // a reminder has no payment
    [InlineData("{{#each name}}x{{/each}}", "#each name")]
    [InlineData("{{> partial}}", "> partial")]
    [InlineData("{{lookup this 'name'}}", "lookup this 'name'")]
    [InlineData("{{{name}}}", "{{")]
    [InlineData("Hi {{name", "{{")]
    public void Unknown_WithAnythingElse_NamesIt(string text, string word) => Assert.Contains(word, Placeholders.Unknown(text, MessageKind.FinalNotice));

    [Fact]
    public void Fill_ValueWithBraces_StaysText()
    {
        var text = TemplateText.Fill("Hi {{name}} & co", new Dictionary<string, string> { ["name"] = "{{code}} <b>" });

        Assert.Equal("Hi {{code}} <b> & co", text);
    }

    [Fact]
    public void Fill_UnclosedBlock_SaysSo() =>
        Assert.Throws<TemplateException>(() => TemplateText.Fill("{{#if name}}x", new Dictionary<string, string> { ["name"] = "a" }));

    [Fact]
    public void Letter_OfHostileValues_IsEscaped()
    {
        var html = EmailLayout.Html("en", "<s>", "Dear <script>alert(1)</script>,\n\nline\nnext", new LetterHead("A & B", "", "<i>", ""));

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("A &amp; B", html, StringComparison.Ordinal);
        Assert.Contains("line<br>next", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", 123456700, "12,34,567")]
    [InlineData("en", 105050, "1,050.50")]
    [InlineData("bn", 105000, "১,০৫০")]
    [InlineData("bn", 5, "০.০৫")]
    public void Amount_InALanguage_ReadsAsPeopleWriteIt(string language, long minor, string text) =>
        Assert.Equal(text, new Wording(language).Amount(new Money(minor)));

    [Fact]
    public void Period_OfAWholeMonth_IsItsName()
    {
        var january = new DateRange(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1));
        var other = new DateRange(new DateOnly(2026, 1, 5), new DateOnly(2026, 2, 5));

        Assert.Equal("জানুয়ারি ২০২৬", new Wording("bn").Period(january));
        Assert.Equal("January 2026", new Wording("en").Period(january));
        Assert.Equal("05/01-04/02/2026", new Wording("en").Period(other));
    }

    private static string Fill(string text, string name) => TemplateText.Fill(text, new Dictionary<string, string> { [Placeholders.Name] = name });
}
