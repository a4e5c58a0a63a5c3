using System.Text.Json;
using Catalog.Core.Counters;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;
using FsCheck;
using FsCheck.Fluent;

namespace Catalog.Policy.Tests.Properties;

/// <summary>Random documents and calls over few names, so that they meet each other often. Every document is valid.</summary>
internal static class Documents
{
    private static readonly string[] Names = ["a", "ab", "abc", "B", "a*", "*b", "*c*", "*"];

    private static readonly string[] Operands =
    [
        """{"path":"args.x","op":"eq","value":1}""",
        """{"path":"args.x","op":"neq","value":1}""",
        """{"path":"args.x","op":"in","value":["u","v"]}""",
        """{"path":"args.y","op":"exists","value":true}""",
        """{"path":"args.y","op":"exists","value":false}""",
        """{"path":"args.y.z","op":"lt","value":10}""",
        """{"path":"args.l[*]","op":"gte","value":2}""",
        """{"path":"args.l[1]","op":"starts_with","value":"u"}""",
        """{"path":"grant.label","op":"regex","value":"^[a-m]"}""",
        """{"path":"grant.claims.role","op":"eq","value":"admin"}""",
    ];

    private static readonly string[] Arguments =
    [
        "{}", "null", """{"x":1}""", """{"x":"u","y":{"z":5}}""", """{"x":2,"l":[2,"u"],"n":3}""", """{"X":1}""", """{"l":[],"n":0.5}""", """{"l":[3,4],"y":true,"n":-1}""",
        """{"n":1000,"y":{"z":50},"l":[1]}""", """{"x":{},"n":2.25}""", """{"n":1,"y":null}""",
    ];

    internal static Gen<PolicyRule> Rule =>
        from conditions in Gen.Choose(0, 2).SelectMany(static n => Condition.ListOf(n))
        from message in Gen.Elements(null, "Because.")
        select new PolicyRule { Conditions = [.. conditions], OnDeny = message };

    /// <summary>The counter's name says whether an amount is drawn, so that no two limits draw differently.</summary>
    internal static Gen<PolicyLimit> Limit(bool withAmounts) =>
        from amount in withAmounts ? Gen.Elements(true, false) : Gen.Constant(false)
        from number in Gen.Choose(1, 2)
        from window in Gen.Elements(CounterWindow.Minute, CounterWindow.Day)
        from scope in Gen.Elements(Enum.GetValues<CounterScope>())
        from max in Gen.Elements("1", "2.5", "10", "1e3")
        from refund in Gen.Elements(true, false)
        select new PolicyLimit { Counter = $"{(amount ? "sum" : "calls")}{number}", Window = window, Scope = scope, Max = max, AmountFrom = amount ? "args.n" : null, RefundOnError = refund };

    internal static Gen<PolicyApproval> Approval =>
        from conditions in Gen.Choose(0, 2).SelectMany(static n => Condition.ListOf(n))
        from expires in Gen.Elements(null, "10s", "3h")
        select new PolicyApproval { When = [.. conditions], Expires = expires, Message = expires };

    internal static Gen<PolicyFile> File =>
        from byDefault in Gen.Elements(PolicyDefault.Allow, PolicyDefault.Deny)
        from mode in Rarely(PolicyMode.Observe)
        from arguments in Rarely(ArgumentChecking.Declared)
        from hide in Gen.Elements<string[]>([], [], [], ["ab"], ["*c*"])
        from requireOfAll in Gen.Choose(0, 1).SelectMany(static n => Rule.ListOf(n))
        from limitsOfAll in Gen.Choose(0, 1).SelectMany(static n => Limit(withAmounts: false).ListOf(n))
        from names in Gen.SubListOf(Names)
        from entries in CollectionOf(names.Select(static n => Entry(n)))
        select new PolicyFile
        {
            Default = byDefault,
            Mode = mode,
            Arguments = arguments,
            Hide = hide,
            AllTools = requireOfAll.Count + limitsOfAll.Count == 0 ? null : new PolicyAllTools { Require = [.. requireOfAll], Limits = [.. limitsOfAll] },
            Tools = entries,
        };

    internal static Gen<ToolCall> Call =>
        from tool in Gen.Elements("a", "ab", "abc", "B", "b", "xc", "AB ")
        from arguments in Gen.Elements(Arguments)
        from label in Gen.Elements("alice", "zoe")
        from claims in Gen.Elements(null, """{"role":"admin"}""", """{"role":7}""")
        from session in Gen.Elements(null, "S1")
        from tools in Gen.Elements(null, "none", "all")
        select new ToolCall
        {
            Server = "srv",
            Tool = tool,
            Arguments = Json(arguments),
            Grant = new GrantFacts { Id = "g1", Label = label, Claims = claims is null ? null : Json(claims) },
            Session = session,
            UpstreamTools = tools switch
            {
                null => null,
                "none" => new Dictionary<string, JsonElement?>(),
                _ => new Dictionary<string, JsonElement?> { ["a"] = Json("""{"properties":{"x":{},"l":{},"n":{}}}"""), ["ab"] = null, ["abc"] = Json("{}") },
            },
        };

    /// <summary>A call of a tool that an entry matches.</summary>
    internal static Gen<ToolCall> CallOf(string entry) =>
        from call in Call
        from tool in Gen.Elements([.. new[] { "a", "ab", "abc", "B", "b", "xc" }.Where(n => new Compiled.NamePattern(entry).Matches(n))])
        select call with { Tool = tool };

    /// <summary>The document without what denies most calls anyhow.</summary>
    internal static PolicyFile Lax(PolicyFile file) => file with
    {
        Default = PolicyDefault.Allow,
        Mode = PolicyMode.Enforce,
        Arguments = ArgumentChecking.Any,
        Hide = [],
        AllTools = null,
        Tools = [.. file.Tools.Select(static t => t with { Mode = null, Arguments = null, Require = [], Approval = null })],
    };

    internal static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static Gen<PolicyCondition> Condition =>
        from text in Gen.Elements(Operands)
        let condition = Json(text)
        select new PolicyCondition(condition.GetProperty("path").GetString()!, condition.GetProperty("op").GetString()!, condition.GetProperty("value").Clone());

    private static Gen<PolicyEntry> Entry(string name) =>
        from mode in Gen.Elements<PolicyMode?>(null, null, null, PolicyMode.Observe, PolicyMode.Enforce)
        from arguments in Gen.Elements<ArgumentChecking?>(null, null, null, ArgumentChecking.Declared, ArgumentChecking.Any)
        from require in Gen.Choose(0, 1).SelectMany(static n => Rule.ListOf(n))
        from denyIf in Gen.Choose(0, 1).SelectMany(static n => Rule.ListOf(n))
        from limits in Gen.Choose(0, 2).SelectMany(static n => Limit(withAmounts: true).ListOf(n))
        from approval in Gen.Choose(0, 3).SelectMany(static n => n == 0 ? Approval.Select(static a => (PolicyApproval?)a) : Gen.Constant<PolicyApproval?>(null))
        select new PolicyEntry { Name = name, Mode = mode, Arguments = arguments, Require = [.. require], DenyIf = [.. denyIf], Limits = [.. limits], Approval = approval };

    private static Gen<T> Rarely<T>(T value)
        where T : struct, Enum => Gen.Choose(0, 5).Select(n => n == 0 ? value : default);

    private static Gen<IReadOnlyList<T>> CollectionOf<T>(IEnumerable<Gen<T>> gens) => gens.Aggregate(
        Gen.Constant<IReadOnlyList<T>>([]),
        static (all, one) => from some in all from next in one select (IReadOnlyList<T>)[.. some, next]);
}
