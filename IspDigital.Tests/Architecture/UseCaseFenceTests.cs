using ArchUnitNET.Domain.Dependencies;
using IspDigital.Core.Operations;
using IspDigital.Core.Staff;
using IspDigital.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IspDigital.Tests.Architecture;

/// <summary>No use case without a right, no job without a line in the schedule, no entity without a policy (see also Data/ModelTests).</summary>
public sealed class UseCaseFenceTests
{
    // A use case that writes under a right to see, with the reason.
    private static readonly Dictionary<string, string> s_writesUnderAReadingRight = new(StringComparer.Ordinal);

    [Fact]
    public async Task UseCases_ThatWrite_NeedMoreThanTheRightToSee()
    {
        await using var portal = TestPortal.Start();
        await using var scope = portal.AsJob();
        var writers = House.CoreTypes.Where(t => t.Dependencies.OfType<MethodCallDependency>().Any(c => c.TargetMember.FullName.Contains("IspStore::Write", StringComparison.Ordinal)))
            .Select(t => House.Plain(t.FullName)).ToHashSet();
        var useCases = House.Core.GetTypes().Where(IsUseCase).ToList();

        var wrong = useCases.Where(t => writers.Contains(t.FullName!) && !s_writesUnderAReadingRight.ContainsKey(t.Name))
            .Select(t => (t.Name, Right: ((dynamic)scope.ServiceProvider.GetRequiredService(t)).Permission.ToString()))
            .Where(u => ((string)u.Right).StartsWith("View", StringComparison.Ordinal) || (string)u.Right == nameof(Permission.Export));

        Assert.Contains(nameof(RunJobNow), useCases.Where(t => writers.Contains(t.FullName!)).Select(t => t.Name));
        Assert.Empty(wrong);
    }

    [Fact]
    public void Jobs_AreAllInTheScheduleAndOnce()
    {
        var jobs = House.Core.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Job))).ToList();

        Assert.NotEmpty(jobs);
        Assert.Equal(jobs.Select(j => j.Name).Order(), Schedule.Jobs.Select(j => j.Job.Name).Order());
    }

    private static bool IsUseCase(Type type) =>
        type is { IsAbstract: false, BaseType: { IsGenericType: true } parent } && parent.GetGenericTypeDefinition() == typeof(UseCase<,>);
}
