using System.Reflection;
using System.Reflection.Emit;

namespace IspDigital.Tests.Architecture;

/// <summary>
/// Money never meets a binary fraction: in the features that handle it no field, parameter or local is a <c>double</c> or <c>float</c>, and
/// no instruction makes or calls for one. Read from the compiled code, so that nothing implicit slips through.
/// </summary>
public sealed class FloatingPointTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly string[] s_features = ["Primitives", "Plans", "Subscribers", "Ledger", "Billing", "Payments", "Reports"];
    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    // What counts time or reads letters, and no money.
    private static readonly Dictionary<string, string> s_may = new(StringComparer.Ordinal)
    {
        ["IspDigital.Core.Billing.BatchPace"] = "half of the time that a batch aims at",
        ["IspDigital.Core.Primitives.LatinDigits"] = "what a digit of another script is worth",
        ["IspDigital.Core.Reports.SummaryReader"] = "an instant some days ago",
    };

    [Fact]
    public void Features_OfMoney_KnowNoBinaryFraction()
    {
        var types = House.Core.GetTypes().Where(t => s_features.Contains(House.FeatureOf(t.FullName!))).ToList();

        Assert.True(types.Count > 150, "The features were not found.");
        var wrong = types.Where(t => !s_may.ContainsKey(House.Plain(t.FullName!))).SelectMany(Uses).Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(s_may.Keys, name => Assert.NotEmpty(types.Where(t => House.Plain(t.FullName!) == name).SelectMany(Uses)));
    }

    private static IEnumerable<string> Uses(Type type) =>
    [
        .. type.GetFields(Declared).Where(f => IsFraction(f.FieldType)).Select(f => $"{type.FullName}.{f.Name} is a field of {f.FieldType}"),
        .. type.GetMembers(Declared).OfType<MethodBase>().SelectMany(m => Uses(m).Select(use => $"{type.FullName}.{m.Name} {use}")),
    ];

    private static IEnumerable<string> Uses(MethodBase method)
    {
        if (HasFraction(method))
        {
            yield return "takes or returns one";
        }
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }
        if (body.LocalVariables.Any(l => IsFraction(l.LocalType)))
        {
            yield return "has one for a local";
        }
        foreach (var (code, token) in Instructions(body.GetILAsByteArray()!))
        {
            if (code.Name!.Contains(".r4", StringComparison.Ordinal) || code.Name.Contains(".r8", StringComparison.Ordinal) || code == OpCodes.Conv_R_Un)
            {
                yield return $"makes one ({code})";
            }
            if (code.OperandType == OperandType.InlineMethod && Called(method, token) is { } called && HasFraction(called))
            {
                yield return $"calls {called.DeclaringType}.{called.Name}";
            }
        }
    }

    private static IEnumerable<(OpCode Code, int Token)> Instructions(byte[] il)
    {
        for (var i = 0; i < il.Length;)
        {
            var value = il[i] == 0xFE ? unchecked((short)(0xFE00 | il[++i])) : il[i];
            i++;
            var code = s_opCodes[value];
            var size = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, i)),
                _ => 4,
            };
            yield return (code, size == 4 ? BitConverter.ToInt32(il, i) : 0);
            i += size;
        }
    }

    private static MethodBase? Called(MethodBase by, int token) => by.Module.ResolveMethod(
        token, by.DeclaringType!.GetGenericArguments(), by is MethodInfo { IsGenericMethod: true } ? by.GetGenericArguments() : null);

    private static bool HasFraction(MethodBase method) =>
        method.GetParameters().Any(p => IsFraction(p.ParameterType)) || (method is MethodInfo { ReturnType: var type } && IsFraction(type));

    private static bool IsFraction(Type type) =>
        type == typeof(double) || type == typeof(float) || type == typeof(Half)
        || (type.HasElementType && IsFraction(type.GetElementType()!)) || type.GetGenericArguments().Any(IsFraction);
}
