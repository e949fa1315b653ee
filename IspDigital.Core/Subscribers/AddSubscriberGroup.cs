using FluentValidation;
using IspDigital.Core.Audit;
using IspDigital.Core.Operations;
using IspDigital.Core.Primitives;
using IspDigital.Core.Staff;
using Microsoft.EntityFrameworkCore;

namespace IspDigital.Core.Subscribers;

/// <summary>A group of subscribers.</summary>
/// <param name="Name">Its name; unique.</param>
public sealed record AddSubscriberGroupRequest(string Name);

/// <summary>What a group must be.</summary>
public sealed class AddSubscriberGroupValidator : AbstractValidator<AddSubscriberGroupRequest>
{
    /// <summary>The rules.</summary>
    public AddSubscriberGroupValidator() =>
        RuleFor(r => r.Name).NotEmpty().WithErrorCode("Subscribers.NameNeeded").MaximumLength(80).WithErrorCode("Subscribers.TooLong");
}

/// <summary>Adds a group.</summary>
public sealed class AddSubscriberGroup(UseCaseContext context) : UseCase<AddSubscriberGroupRequest, long>(context)
{
    /// <inheritdoc/>
    public override Permission Permission => Permission.EditSubscribers;

    /// <inheritdoc/>
    protected override Task<Result<long>> Handle(AddSubscriberGroupRequest request, CancellationToken cancellation) => Store.Write<long>(async work =>
    {
        var name = request.Name.Trim();
        if (await work.Db.SubscriberGroups.AnyAsync(g => g.Name == name, cancellation))
        {
            return new GroupNameTaken(name);
        }
        var group = new SubscriberGroup(name);
        work.Db.SubscriberGroups.Add(group);
        await work.Save(cancellation);
        work.Record(AuditAction.SubscriberGroupAdded, nameof(SubscriberGroup), group.Id, after: new { name });
        return group.Id;
    }, cancellation);
}
