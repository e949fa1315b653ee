using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Messaging;

public sealed class SaveTemplateTests
{
    private static readonly TemplateKey s_key = new(MessageKind.FinalNotice, Channel.Sms, "en");

    [Fact]
    public async Task Save_OwnWords_AreUsedFromThenOnAndCanBeTakenBack()
    {
        var sms = new RecordingSms();
        await using var portal = await MessagingPortal.Start(sms);
        var key = new TemplateKey(MessageKind.Reconnected, Channel.Sms, "en");
        var subscriber = await portal.AddSubscriber();

        Assert.True((await Save(portal, new SaveTemplateRequest(key, null, "Hi {{name}}, {{company}} is back"))).IsOk);
        await portal.Queue(subscriber, MessageKind.Reconnected, "a");
        await portal.SendMessages();
        Assert.True((await Save(portal, new SaveTemplateRequest(key, null, null))).IsOk);
        await portal.Queue(subscriber, MessageKind.Reconnected, "b");
        await portal.SendMessages();

        Assert.Equal("Hi Rahim Uddin, Star Net is back", sms.Sent[0].Text);
        Assert.Contains("on again", sms.Sent[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Pay {{amont}}", typeof(UnknownPlaceholder))]
    [InlineData("Paid {{paid}}", typeof(UnknownPlaceholder))]
    [InlineData("{{#if balance}}Pay", typeof(BrokenTemplate))]
    [InlineData("Pay {{amount", typeof(BrokenTemplate))]
    public async Task Save_WhatCannotBeFilledIn_IsRefused(string body, Type error)
    {
        await using var portal = TestPortal.Start();

        var saved = await Save(portal, new SaveTemplateRequest(s_key, null, body));

        Assert.IsType(error, saved.Error);
        Assert.Equal("Body", saved.Error!.Field);
    }

    [Fact]
    public async Task Save_MoreThanSixParts_IsRefused()
    {
        await using var portal = TestPortal.Start();

        var saved = await Save(portal, new SaveTemplateRequest(s_key, null, new string('a', 1000)));

        Assert.Equal(7, Assert.IsType<SmsTooLong>(saved.Error).Parts);
    }

    [Fact]
    public async Task Save_EmailWithoutSubject_IsRefused()
    {
        await using var portal = TestPortal.Start();

        var saved = await Save(portal, new SaveTemplateRequest(s_key with { Channel = Channel.Email }, " ", "Pay"));

        Assert.Contains(Assert.IsType<InvalidInput>(saved.Error).Errors, e => e.Code == "Messaging.SubjectNeeded");
    }

    [Fact]
    public async Task Preview_OfBanglaSms_ShowsTextPartsAndCost()
    {
        await using var portal = await MessagingPortal.Start(new RecordingSms());
        await using var scope = portal.As(Role.Support);

        var preview = await scope.ServiceProvider.GetRequiredService<TemplateQueries>().Preview(
            s_key with { Language = "bn" }, new TemplateWords(null, "গ্রাহক {{code}}, {{amount}} টাকা দিন। {{company}}"), TestContext.Current.CancellationToken);

        Assert.Null(preview.Refusal);
        Assert.Equal("গ্রাহক C-10245, ১,০৫০ টাকা দিন। Star Net", preview.Body);
        Assert.Equal((1, true, 35L), (preview.Parts.Count, preview.Parts.IsUnicode, preview.Cost.Minor));
    }

    private static Task<Result<Done>> Save(TestPortal portal, SaveTemplateRequest request) => portal.Run(s => s.GetRequiredService<SaveTemplate>(), request);
}
