using System.Collections.Immutable;
using System.Text.Json;
using Catalog.Policy.Compiled;
using Catalog.Policy.Limits;
using Catalog.Policy.Operators.Conditions;

namespace Catalog.Policy.Deciding;

/// <summary>One call beside the policy that decides it.</summary>
internal sealed class CallContext
{
    internal CallContext(PolicySet policy, ToolCall call)
    {
        Policy = policy;
        Call = call;
        Arguments = call.Subject == PolicySubject.Resource ? AddressOf(call) : call.Arguments is { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? null : call.Arguments;
        Rules = policy.RulesFor(call.Tool);
        Amounts = new LimitAmounts(this);
        Facts = new ConditionFacts { Arguments = Arguments, GrantLabel = call.Grant.Label, GrantClaims = call.Grant.Claims };
    }

    internal PolicySet Policy { get; }

    internal ToolCall Call { get; }

    internal bool IsTemplate => Call.Subject == PolicySubject.ResourceTemplate;

    /// <summary>The arguments; null where the call has none.</summary>
    internal JsonElement? Arguments { get; }

    /// <summary>The entries that match the tool's name, in their order.</summary>
    internal ImmutableArray<CompiledEntry> Matching => Rules.Matching;

    /// <summary>Everything that binds the call: the rules of all tools, then the matching entries.</summary>
    internal ImmutableArray<CompiledEntry> Binding => Rules.Binding;

    /// <summary>What the document has for the tool.</summary>
    internal ToolRules Rules { get; }

    internal ConditionFacts Facts { get; }

    /// <summary>What the call would draw on its limits.</summary>
    internal LimitAmounts Amounts { get; }

    private static JsonElement AddressOf(ToolCall call) => JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["uri"] = call.Tool });
}
