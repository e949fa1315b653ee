using CsCheck;
using IspDigital.Core.Billing.Rules;
using IspDigital.Tests.Support;

namespace IspDigital.Tests.Rules.Billing;

/// <summary>Signed links: what was made here opens its invoice, and nothing else opens anything.</summary>
public sealed class InvoiceTokenTests
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly byte[] s_key = [.. Enumerable.Range(1, InvoiceToken.KeyBytes).Select(i => (byte)i)];
    private static readonly byte[] s_other = [.. Enumerable.Range(2, InvoiceToken.KeyBytes).Select(i => (byte)i)];

    [Fact]
    public void AnyInvoice_IsReadBackFromItsToken() =>
        Gen.Long[1, long.MaxValue].Holds(id => InvoiceToken.Read(InvoiceToken.Of(id, s_key), s_key) == id);

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(16_777_215)]
    [InlineData(16_777_216)]
    [InlineData(long.MaxValue)]
    public void Number_OfAnySize_IsReadBackFromItsToken(long id) => Assert.Equal(id, InvoiceToken.Read(InvoiceToken.Of(id, s_key), s_key));

    [Fact]
    public void Zero_IsNoInvoicesNumber_ThoughItBeSigned() => Assert.Null(InvoiceToken.Read(InvoiceToken.Of(0, s_key), s_key));

    [Theory]
    [InlineData(1, 20)]
    [InlineData(1_200_000, 20)]
    [InlineData(16_777_215, 20)]
    [InlineData(16_777_216, 22)]
    [InlineData(long.MaxValue, 27)]
    public void Token_IsShortEnoughForAnSms(long id, int length)
    {
        var token = InvoiceToken.Of(id, s_key);

        Assert.Equal(length, token.Length);
        Assert.All(token, letter => Assert.True(Letters.Contains(letter, StringComparison.Ordinal)));
    }

    [Fact]
    public void Neighbours_HaveNothingInCommonBesideTheirNumbers()
    {
        var signatures = Enumerable.Range(1, 5_000).Select(id => InvoiceToken.Of(id, s_key)[4..]).ToList();

        Assert.Equal(signatures.Count, signatures.Distinct().Count());
    }

    [Fact]
    public void TenThousandMutations_OpenNothing()
    {
        var accepted = 0;
        Gen.Select(Gen.Long[1, 2_000_000], Gen.Int[0, 3], Gen.Int[0, 19], Gen.Char[Letters]).Holds((id, kind, at, letter) =>
        {
            var token = InvoiceToken.Of(id, s_key);
            var mutated = kind switch
            {
                0 => token[..at] + letter + token[(at + 1)..],
                1 => token[..at] + token[(at + 1)..],
                2 => token[..at] + letter + token[at..],
                _ => token[..at] + Letters[(Letters.IndexOf(token[at], StringComparison.Ordinal) + 1) % 64] + token[(at + 1)..],
            };
            accepted += mutated != token && InvoiceToken.Read(mutated, s_key) is not null ? 1 : 0;
        }, cases: 10_000);

        Assert.Equal(0, accepted);
    }

    [Fact]
    public void LastLetter_InAnotherSpellingOfTheSameBytes_OpensNothing()
    {
        // 17 bytes are 23 letters, of which the last carries bits that mean nothing.
        var token = InvoiceToken.Of(1L << 32, s_key);
        Assert.Equal(23, token.Length);

        Assert.All(Letters.Where(letter => letter != token[^1]), letter => Assert.Null(InvoiceToken.Read(token[..^1] + letter, s_key)));
    }

    [Fact]
    public void LongerNumber_WithTheSameSignature_OpensNothing()
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(InvoiceToken.Of(7, s_key));

        Assert.Null(InvoiceToken.Read(System.Buffers.Text.Base64Url.EncodeToString([0, .. bytes]), s_key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../etc/passwd")]
    [InlineData("বিল")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void WhatIsNoToken_OpensNothing(string? token) => Assert.Null(InvoiceToken.Read(token, s_key));

    [Fact]
    public void Token_CutShortOrOfAnotherKey_OpensNothing()
    {
        var token = InvoiceToken.Of(42, s_key);

        Assert.All(Enumerable.Range(0, token.Length), length => Assert.Null(InvoiceToken.Read(token[..length], s_key)));
        Assert.Null(InvoiceToken.Read(token + "=", s_key));
        Assert.Null(InvoiceToken.Read(" " + token, s_key));
        Assert.Null(InvoiceToken.Read(token, s_other));
    }
}
