using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.UseCases.Staff;

public sealed class StaffTests : IAsyncLifetime
{
    private readonly TestPortal _portal = TestPortal.Start();
    private long _ownerId;

    public async ValueTask InitializeAsync()
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        _ownerId = (await scope.ServiceProvider.GetRequiredService<SetUpPortal>().Run(new SetUpPortalRequest
        {
            OwnerName = "Rahima Khatun",
            UserName = "rahima",
            Password = "river boat tea",
            PasswordAgain = "river boat tea",
            CompanyName = "Dhaka Fiber Net",
        }, TestContext.Current.CancellationToken)).Value;
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task AddStaff_NewPerson_GetsAPasswordForOneSignIn()
    {
        var first = await Add("karim", Role.Technician);

        var person = await Person(first.Value.StaffId);
        Assert.True(person.MustChangePassword);
        Assert.True(Passwords.Matches(person, first.Value.OneTimePassword));
        Assert.Matches("^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$", first.Value.OneTimePassword);
    }

    [Fact]
    public async Task AddStaff_NameTakenInAnotherCase_IsRefusedAtTheField()
    {
        await Add("karim", Role.Technician);

        var error = Assert.IsType<UserNameTaken>((await Add("KARIM", Role.Support)).Error);

        Assert.Equal(nameof(AddStaffRequest.UserName), error.Field);
    }

    [Fact]
    public async Task AddStaff_ByATechnician_IsNotPermitted() =>
        Assert.IsType<NotPermitted>((await _portal.Run<AddStaffRequest, FirstSignIn>(
            s => s.GetRequiredService<AddStaff>(), new AddStaffRequest { DisplayName = "X", UserName = "xx" }, Role.Technician)).Error);

    [Fact]
    public async Task ChangeStaff_AnotherRole_EndsOpenScreens()
    {
        var id = (await Add("karim", Role.Technician)).Value.StaffId;
        var stamp = (await Person(id)).SecurityStamp;

        await Change(id, Role.Support, isDisabled: false);

        Assert.False(await IsStillValid(id, stamp));
        Assert.True(await IsStillValid(id, (await Person(id)).SecurityStamp));
    }

    [Fact]
    public async Task ChangeStaff_Disabled_EndsOpenScreens()
    {
        var id = (await Add("karim", Role.Technician)).Value.StaffId;

        await Change(id, Role.Technician, isDisabled: true);

        Assert.False(await IsStillValid(id, (await Person(id)).SecurityStamp));
    }

    [Fact]
    public async Task ChangeStaff_TheLastOwner_StaysOwner()
    {
        var second = (await Add("second", Role.Owner)).Value.StaffId;
        Assert.True((await Change(second, Role.Owner, isDisabled: true)).IsOk);

        var result = await Change(_ownerId, Role.Support, isDisabled: false, by: second);

        Assert.IsType<LastOwner>(result.Error);
        Assert.Equal(Role.Owner, (await Person(_ownerId)).Role);
    }

    [Fact]
    public async Task ChangeStaff_Oneself_CannotLoseRights() =>
        Assert.IsType<NotYourself>((await Change(_ownerId, Role.Owner, isDisabled: true, by: _ownerId)).Error);

    [Fact]
    public async Task ChangeOwnPassword_OfAFirstSignIn_LiftsTheDuty()
    {
        var first = (await Add("karim", Role.Technician)).Value;

        var result = await ChangePassword(first.StaffId, first.OneTimePassword, "a boat on the river");

        Assert.True(result.IsOk, result.Error?.Code);
        var person = await Person(first.StaffId);
        Assert.False(person.MustChangePassword);
        Assert.True(Passwords.Matches(person, "a boat on the river"));
    }

    [Fact]
    public async Task ChangeOwnPassword_WrongPresentOne_IsRefused() =>
        Assert.IsType<WrongPassword>((await ChangePassword(_ownerId, "not this one", "a boat on the river")).Error);

    [Fact]
    public async Task ChangeOwnPassword_HoldsTheUserName_IsRefusedAtTheField() =>
        Assert.Equal("Staff.PasswordGuessable", Assert.Single(Assert.IsType<InvalidInput>((await ChangePassword(_ownerId, "river boat tea", "rahima rahima")).Error).Errors).Code);

    [Fact]
    public async Task ResetStaffPassword_Forgotten_GivesOneForASignInAndEndsTheOld()
    {
        var first = (await Add("karim", Role.Technician)).Value;

        var again = await _portal.Run<ResetStaffPasswordRequest, FirstSignIn>(s => s.GetRequiredService<ResetStaffPassword>(), new ResetStaffPasswordRequest(first.StaffId));

        var person = await Person(first.StaffId);
        Assert.True(Passwords.Matches(person, again.Value.OneTimePassword));
        Assert.False(Passwords.Matches(person, first.OneTimePassword));
    }

    [Fact]
    public async Task OneTimePasswords_NeverStandOnRecord()
    {
        var first = (await Add("karim", Role.Technician)).Value;

        await using var db = _portal.OpenDb();
        Assert.DoesNotContain(await db.AuditEntries.ToListAsync(TestContext.Current.CancellationToken),
            e => (e.After ?? "").Contains(first.OneTimePassword, StringComparison.Ordinal));
    }

    private StaffPasswords Passwords => new(new PasswordHasher<StaffUser>(), new UpperInvariantLookupNormalizer(), new SystemIds(_portal.Clock), new SystemRandom());

    private Task<Result<FirstSignIn>> Add(string userName, Role role) => As(_ownerId, Role.Owner, s =>
        s.GetRequiredService<AddStaff>().Run(new AddStaffRequest { DisplayName = "Karim", UserName = userName, Role = role }, TestContext.Current.CancellationToken));

    private Task<Result<Done>> Change(long id, Role role, bool isDisabled, long? by = null) => As(by ?? _ownerId, Role.Owner, s => s.GetRequiredService<ChangeStaff>()
        .Run(new ChangeStaffRequest { StaffId = id, DisplayName = "Karim", Role = role, IsDisabled = isDisabled }, TestContext.Current.CancellationToken));

    private Task<Result<Done>> ChangePassword(long id, string present, string next) => As(id, Role.Owner, s => s.GetRequiredService<ChangeOwnPassword>()
        .Run(new ChangeOwnPasswordRequest { PresentPassword = present, NewPassword = next, NewPasswordAgain = next }, TestContext.Current.CancellationToken));

    private async Task<T> As<T>(long id, Role role, Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _portal.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Person(id, "somebody", role));
        return await act(scope.ServiceProvider);
    }

    private Task<bool> IsStillValid(long id, string? stamp) =>
        As(id, Role.Owner, s => s.GetRequiredService<StaffQueries>().IsStillValid(id, stamp, TestContext.Current.CancellationToken));

    private async Task<StaffUser> Person(long id)
    {
        await using var db = _portal.OpenDb();
        return await db.Users.AsNoTracking().SingleAsync(u => u.Id == id, TestContext.Current.CancellationToken);
    }
}
