namespace IspDigital.Core.Staff;

/// <summary>What a person may do. Checked in every use case and query, not only by hiding a button (product rules, §14).</summary>
public enum Permission
{
    /// <summary>See the summary figures.</summary>
    ViewDashboard,
    /// <summary>See subscribers, their contact data and connection.</summary>
    ViewSubscribers,
    /// <summary>Add and edit subscribers, pause, close, change plan.</summary>
    EditSubscribers,
    /// <summary>See invoices, payments, balances.</summary>
    ViewMoney,
    /// <summary>Preview and issue invoices, run billing.</summary>
    IssueInvoices,
    /// <summary>Record payments.</summary>
    RecordPayments,
    /// <summary>Reverse payments, void invoices, correct amounts.</summary>
    CorrectMoney,
    /// <summary>See plans.</summary>
    ViewPlans,
    /// <summary>Add and edit plans.</summary>
    ManagePlans,
    /// <summary>See routers and their health.</summary>
    ViewRouters,
    /// <summary>Add and edit routers.</summary>
    ManageRouters,
    /// <summary>See the disconnection board.</summary>
    ViewAccess,
    /// <summary>Cut, reconnect, override, exempt.</summary>
    OverrideAccess,
    /// <summary>Grant a promise to pay (how long depends on the role).</summary>
    GrantPromises,
    /// <summary>Approve cuts that the brake holds.</summary>
    ApproveCuts,
    /// <summary>See messages and reminder policies.</summary>
    ViewReminders,
    /// <summary>Edit reminder policies and templates.</summary>
    ManageReminders,
    /// <summary>See the activity log.</summary>
    ViewAudit,
    /// <summary>Export data.</summary>
    Export,
    /// <summary>Change settings.</summary>
    ManageSettings,
    /// <summary>Add and disable staff.</summary>
    ManageStaff,
    /// <summary>Change one's own password and language; everybody may.</summary>
    UseOwnAccount,
}

/// <summary>The roles of product rules, §14.</summary>
public enum Role
{
    /// <summary>Everything.</summary>
    Owner,
    /// <summary>Money: invoices, runs, payments.</summary>
    Billing,
    /// <summary>Reads all, grants short promises.</summary>
    Support,
    /// <summary>Routers, disconnections, sessions; no money.</summary>
    Technician,
    /// <summary>Takes cash from own subscribers.</summary>
    Collector,
    /// <summary>Reads and exports.</summary>
    Auditor,
}

/// <summary>Which role may do what.</summary>
public static class RolePermissions
{
    private static readonly Permission[] s_reading =
    [
        Permission.ViewDashboard, Permission.ViewSubscribers, Permission.ViewMoney, Permission.ViewPlans,
        Permission.ViewRouters, Permission.ViewAccess, Permission.ViewReminders, Permission.ViewAudit,
    ];

    /// <summary>The rights of a role.</summary>
    public static IReadOnlySet<Permission> Of(Role role) => new HashSet<Permission>([Permission.UseOwnAccount, .. OfRole(role)]);

    private static Permission[] OfRole(Role role) => role switch
    {
        Role.Owner => Enum.GetValues<Permission>(),
        Role.Billing =>
        [
            .. s_reading, Permission.EditSubscribers, Permission.IssueInvoices, Permission.RecordPayments, Permission.CorrectMoney,
            Permission.ManagePlans, Permission.GrantPromises, Permission.ManageReminders, Permission.OverrideAccess, Permission.Export,
        ],
        Role.Support => [.. s_reading, Permission.GrantPromises],
        Role.Technician => [Permission.ViewDashboard, Permission.ViewSubscribers, Permission.ViewPlans, Permission.ViewRouters, Permission.ManageRouters, Permission.ViewAccess],
        Role.Collector => [Permission.ViewSubscribers, Permission.ViewMoney, Permission.RecordPayments],
        Role.Auditor => [.. s_reading, Permission.Export],
    };
}
