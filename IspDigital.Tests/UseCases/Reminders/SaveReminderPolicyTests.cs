using IspDigital.Core.Audit;
using IspDigital.Core.Messaging;
using IspDigital.Core.Primitives;
using IspDigital.Core.Reminders;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Reminders;

public sealed class SaveReminderPolicyTests
{
    private static readonly StepTerms s_before = new(StepAnchor.DueDate, -3, new TimeOnly(10, 0), true, false, MessageKind.ReminderBeforeDue);
    private static readonly StepTerms s_final = new(StepAnchor.Cut, -1, new TimeOnly(10, 0), true, true, MessageKind.FinalNotice);

    [Fact]
    public async Task Default_FromTheFirstDay_HasTheFourSteps()
    {
        await using var portal = TestPortal.Start();

        var policy = Assert.Single(await Policies(portal));

        Assert.True(policy.IsDefault);
        Assert.Equal(
            [(StepAnchor.DueDate, -3), (StepAnchor.DueDate, 0), (StepAnchor.DueDate, 2), (StepAnchor.Cut, -1)],
            policy.Steps.OrderByDescending(s => s.Id).Select(s => (s.Anchor, s.Days)));
    }

    [Fact]
    public async Task Save_ChangedDefault_KeepsTheStepsThatStay()
    {
        await using var portal = TestPortal.Start();

        var saved = await Save(portal, new SaveReminderPolicyRequest(ReminderPolicy.DefaultId, 0, "Default", [s_before with { Email = true }, s_final], [], []));

        Assert.True(saved.IsOk);
        var policy = Assert.Single(await Policies(portal));
        Assert.Equal([-4L, -1L], policy.Steps.Select(s => s.Id).Order());
        await using var db = portal.OpenDb();
        var entry = await db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RemindersChanged, TestContext.Current.CancellationToken);
        Assert.NotNull(entry.Before);
    }

    public static TheoryData<string, StepTerms[], string> Wrong => new()
    {
        { "", [s_before], "Reminders.NameNeeded" },
        { "A", [s_before, s_before with { Sms = false, Email = true }], "Reminders.StepTwice" },
        { "A", [s_before with { Days = 61 }], "Reminders.DaysOfDueDate" },
        { "A", [s_final with { Days = 0 }], "Reminders.DaysOfCut" },
        { "A", [s_final, s_before with { Kind = MessageKind.FinalNotice }], "Reminders.OneFinalNotice" },
        { "A", [s_before with { Sms = false }], "Reminders.ChannelNeeded" },
        { "A", [s_before with { Kind = MessageKind.PaymentReceived }], "Reminders.KindOfReminder" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Save_WithBadInput_SaysWhatIsWrong(string name, StepTerms[] steps, string code)
    {
        await using var portal = TestPortal.Start();

        var saved = await Save(portal, new SaveReminderPolicyRequest(null, 0, name, steps, [], []));

        Assert.Contains(Assert.IsType<InvalidInput>(saved.Error).Errors, e => e.Code == code);
        Assert.Single(await Policies(portal));
    }

    [Fact]
    public async Task Save_FromAnOldForm_IsRefused()
    {
        await using var portal = TestPortal.Start();
        await Save(portal, new SaveReminderPolicyRequest(ReminderPolicy.DefaultId, 0, "Default", [s_before], [], []));

        var second = await Save(portal, new SaveReminderPolicyRequest(ReminderPolicy.DefaultId, 0, "Default", [s_final], [], []));

        Assert.IsType<PolicyChangedMeanwhile>(second.Error);
    }

    [Fact]
    public async Task Save_PlanThatAnotherPolicyHas_IsRefusedByName()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.GivenPlan("Home 10");
        await Save(portal, new SaveReminderPolicyRequest(null, 0, "Shops", [s_before], [plan], []));

        var second = await Save(portal, new SaveReminderPolicyRequest(null, 0, "Homes", [s_before], [plan], []));

        Assert.Equal("Shops", Assert.IsType<AlreadyAssigned>(second.Error).PolicyName);
        Assert.IsType<DefaultPolicyStays>((await Save(portal, new SaveReminderPolicyRequest(ReminderPolicy.DefaultId, 0, "Default", [], [plan], []))).Error);
    }

    [Fact]
    public async Task Delete_PolicyInUse_FallsBackToTheDefault()
    {
        await using var portal = TestPortal.Start();
        var plan = await portal.GivenPlan("Home 10");
        var id = (await Save(portal, new SaveReminderPolicyRequest(null, 0, "Shops", [s_before], [plan], []))).Value;

        var deleted = await portal.Run(s => s.GetRequiredService<DeleteReminderPolicy>(), new DeleteReminderPolicyRequest(id));

        Assert.True(deleted.IsOk);
        await using var db = portal.OpenDb();
        Assert.True((await PolicyBook.Open(db, TestContext.Current.CancellationToken)).For(plan, null)!.IsDefault);
        Assert.IsType<DefaultPolicyStays>((await portal.Run(s => s.GetRequiredService<DeleteReminderPolicy>(), new DeleteReminderPolicyRequest(ReminderPolicy.DefaultId))).Error);
    }

    [Fact]
    public async Task Save_BySupport_IsNotPermitted()
    {
        await using var portal = TestPortal.Start();

        var saved = await portal.Run(s => s.GetRequiredService<SaveReminderPolicy>(), new SaveReminderPolicyRequest(null, 0, "A", [s_before], [], []), Role.Support);

        Assert.IsType<NotPermitted>(saved.Error);
    }

    private static Task<Result<long>> Save(TestPortal portal, SaveReminderPolicyRequest request) => portal.Run(s => s.GetRequiredService<SaveReminderPolicy>(), request);

    private static async Task<IReadOnlyList<ReminderPolicy>> Policies(TestPortal portal)
    {
        await using var db = portal.OpenDb();
        return await db.ReminderPolicies.AsNoTracking().Include(p => p.Steps).Include(p => p.Assignments).ToListAsync(TestContext.Current.CancellationToken);
    }
}
