using IspDigital.Core.Staff;

namespace IspDigital.Core.Reports;

/// <summary>The summary for the person who asks.</summary>
public sealed class SummaryQueries(SharedSummary shared, ICurrentActor actor)
{
    /// <summary>The summary as it stands after everything published so far, without what the person may not see.</summary>
    /// <exception cref="NotPermittedException">The person may not see the summary at all.</exception>
    public async Task<Summary> Now(CancellationToken cancellation = default)
    {
        var person = actor.Current;
        return person.May(Permission.ViewDashboard)
            ? (await shared.Now(cancellation)).For(person)
            : throw new NotPermittedException(Permission.ViewDashboard);
    }
}
