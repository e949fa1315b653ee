using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using IspDigital.Core;
using Assembly = System.Reflection.Assembly;

namespace IspDigital.Tests.Architecture;

/// <summary>The house as its own compiled code shows it: who uses whom, down to the bodies of methods.</summary>
internal static class House
{
    public const string Root = "IspDigital.Core.";
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> s_core = new(() => new ArchLoader().LoadAssembly(typeof(CoreFeatures).Assembly).Build());
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> s_web = new(() => new ArchLoader().LoadAssembly(Web).Build());

    public static Assembly Core => typeof(CoreFeatures).Assembly;

    public static Assembly Web { get; } = Assembly.Load("IspDigital.Web");

    /// <summary>Every type of Core, with those that the compiler made (lambdas, async machines): they hold the bodies.</summary>
    public static IReadOnlyList<IType> CoreTypes => [.. s_core.Value.Types.Where(t => t.FullName.StartsWith(Root, StringComparison.Ordinal))];

    public static IReadOnlyList<IType> WebTypes => [.. s_web.Value.Types.Where(t => t.FullName.StartsWith("IspDigital.Web", StringComparison.Ordinal))];

    /// <summary>The full names of all that a type uses, without generic arity. A type parameter is no type: all that are called T are one to the loader.</summary>
    public static IEnumerable<string> UsesOf(IType type) => type.Dependencies.Where(d => d.Target is not GenericParameter).Select(d => Plain(d.Target.FullName)).Distinct();

    /// <summary>The feature: the folder below Core. Empty for what stands at the top.</summary>
    public static string FeatureOf(string fullName)
    {
        if (!fullName.StartsWith(Root, StringComparison.Ordinal))
        {
            return "";
        }
        var rest = fullName[Root.Length..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : rest[..dot];
    }

    /// <summary>The type that a person wrote: <c>A.B+&lt;Handle&gt;d__1</c> is <c>A.B</c>.</summary>
    public static string Plain(string fullName)
    {
        var end = fullName.IndexOfAny(['+', '`', '<', '/', '[']);
        return end < 0 ? fullName : fullName[..end];
    }
}
