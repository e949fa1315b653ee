using IspDigital.Core.Operations;
using IspDigital.Core.Plans;
using IspDigital.Core.Primitives;
using IspDigital.Core.Routers;
using IspDigital.Core.Staff;
using IspDigital.Core.Subscribers;

namespace IspDigital.Web.Demo;

/// <summary>A plan of the demo.</summary>
/// <param name="Name">Name on invoices.</param>
/// <param name="Mbps">Speed both ways, Mbit/s.</param>
/// <param name="Taka">Price of a month before tax.</param>
/// <param name="Profile">PPP profile on the routers.</param>
internal sealed record DemoPlan(string Name, int Mbps, int Taka, string Profile);

/// <summary>The owner's sign-in of one run of the demo.</summary>
/// <param name="UserName">User name.</param>
/// <param name="Password">Made for this run, printed once.</param>
public sealed record DemoSignIn(string UserName, string Password);

/// <summary>Sets up an invented ISP by the product's own use cases, as a person would at the screen.</summary>
internal sealed class DemoIsp(IServiceScopeFactory scopes, DemoNetwork network, IRandomSource random)
{
    private const string Company = "Star Link Broadband";
    private const string CompanyAddress = "House 12, Road 5, Mirpur 10, Dhaka 1216";
    private const string CompanyPhone = "09610-000000";

    /// <summary>What the demo sells; prices under the regulator's ceilings of 2025.</summary>
    public static IReadOnlyList<DemoPlan> Plans { get; } =
    [
        new("Home 5 Mbps", 5, 400, "plan-5M"), new("Home 10 Mbps", 10, 700, "plan-10M"),
        new("Family 20 Mbps", 20, 1100, "plan-20M"), new("Business 50 Mbps", 50, 2500, "plan-50M"),
    ];

    /// <summary>Names of its routers.</summary>
    public static IReadOnlyList<string> RouterNames { get; } = ["Mirpur-POP", "Tongi-POP"];

    /// <summary>Makes owner, company, plans, routers and subscribers, all of them online.</summary>
    /// <param name="today">The demo's first day, in the operator's zone.</param>
    /// <param name="subscribers">How many.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<DemoSignIn> SetUp(DateOnly today, int subscribers, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var signIn = new DemoSignIn("owner", Convert.ToHexString(random.Bytes(6)).ToLowerInvariant() + "-Demo1");
        Must(await scope.ServiceProvider.GetRequiredService<SetUpPortal>().Run(new SetUpPortalRequest
        {
            OwnerName = "Demo Owner",
            UserName = signIn.UserName,
            Password = signIn.Password,
            PasswordAgain = signIn.Password,
            CompanyName = Company,
            Address = CompanyAddress,
            Phone = CompanyPhone,
        }, cancellation));
        scope.ActAsDemo();
        await Do<ChangeCompany, ChangeCompanyRequest, Done>(scope, new ChangeCompanyRequest
        {
            CompanyName = Company, Address = CompanyAddress, Phone = CompanyPhone, Email = "billing@starlink.example", Bin = "000000000-0101", TimeZone = "Asia/Dhaka",
        }, cancellation);
        var tax = await Do<AddTax, AddTaxRequest, long>(scope, AddTaxRequest.StandardVat, cancellation);
        List<long> plans = [];
        foreach (var plan in Plans)
        {
            plans.Add(await Do<AddPlan, AddPlanRequest, long>(scope, new AddPlanRequest
            {
                Name = plan.Name, DownloadMbps = plan.Mbps, UploadMbps = plan.Mbps, Price = Money.FromTaka(plan.Taka),
                RouterProfile = plan.Profile, TaxId = tax,
            }, cancellation));
        }
        List<long> routers = [];
        foreach (var router in network.Routers)
        {
            routers.Add(await Do<AddRouter, AddRouterRequest, long>(scope, new AddRouterRequest
            {
                Name = RouterNames[routers.Count], Host = "127.0.0.1", Port = router.Port, UseTls = false,
                UserName = DemoNetwork.RouterUser, Password = DemoNetwork.RouterPassword,
            }, cancellation));
        }
        for (var number = 1; number <= subscribers; number++)
        {
            await AddSubscriber(scope, number, today, plans, routers, cancellation);
        }
        return signIn;
    }

    private async Task AddSubscriber(
        AsyncServiceScope scope, int number, DateOnly today, List<long> plans, List<long> routers, CancellationToken cancellation)
    {
        // Weighted to the cheap plans: 0 0 0 1 1 1 1 2 2 3.
        var plan = (number % 10) switch { < 3 => 0, < 7 => 1, < 9 => 2, _ => 3 };
        var activatedOn = today.AddDays(-30 - (number * 37 % 700));
        var cycle = BillingCycle.Monthly;
        var pppName = $"sl{number:0000}";
        var (router, simulated) = (routers[number % routers.Count], network.Routers[number % routers.Count]);
        simulated.AddSecret(pppName, password: $"pw{number:0000}", profile: Plans[plan].Profile, online: true);
        await Do<AddSubscriber, AddSubscriberRequest, AddedSubscriber>(scope, new AddSubscriberRequest
        {
            Code = $"SL-{number:0000}",
            Name = DemoPeople.Name(number),
            Phone = DemoPeople.Phone(number),
            Email = DemoPeople.Email(number),
            Language = DemoPeople.Language(number),
            Division = DemoPeople.Address(number).Division,
            District = DemoPeople.Address(number).District,
            Thana = DemoPeople.Address(number).Thana,
            Area = DemoPeople.Address(number).Area,
            Line = DemoPeople.Address(number).Line,
            PlanId = plans[plan],
            RouterId = router,
            PppName = pppName,
            ActivatedOn = activatedOn,
            BillFrom = cycle.StartOf(activatedOn, cycle.IndexOf(activatedOn, today) + 1),
        }, cancellation);
    }

    private static async Task<TResult> Do<TUseCase, TRequest, TResult>(AsyncServiceScope scope, TRequest request, CancellationToken cancellation)
        where TUseCase : UseCase<TRequest, TResult>
    {
        return Must(await scope.ServiceProvider.GetRequiredService<TUseCase>().Run(request, cancellation));
    }

    private static T Must<T>(Result<T> result) =>
        result.IsOk ? result.Value : throw new InvalidOperationException($"The demo could not be set up: {result.Error}");
}

/// <summary>Who acts while a demo sets itself up and moves its time.</summary>
internal static class DemoActor
{
    /// <summary>Makes the scope act as the demo's job.</summary>
    public static void ActAsDemo(this AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<CurrentActor>().Set(Actor.Job("Demo"));
}
