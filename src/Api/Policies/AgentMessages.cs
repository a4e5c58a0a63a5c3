using System.Text;
using System.Text.Json;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;

namespace Catalog.Api.Policies;

/// <summary>What an agent is told about one tool, asked of the policy engine itself.</summary>
internal static class AgentMessages
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement.Clone();

    /// <summary>What an agent is told, case by case. Each text is the engine's own answer to a call.</summary>
    public static IReadOnlyList<AgentMessage> Of(PolicyFile file, string tool)
    {
        var messages = new List<AgentMessage>();
        var policy = Load(file);
        var entry = file.Tools.FirstOrDefault(e => e.Name == tool);
        var bare = policy is null ? null : PolicyDecisionPoint.Decide(policy, Call(tool));
        if (policy is null || bare is null)
        {
            return messages;
        }

        var always = entry is null || entry.DenyIf.Any(static r => r.Conditions.Count == 0);
        if (always && bare.Kind == DecisionKind.Deny)
        {
            messages.Add(new AgentMessage("On every call", DecisionText.Denied(bare)));
        }
        else
        {
            foreach (var rule in (entry?.Require ?? []).Concat(entry?.DenyIf ?? []).Where(static r => r.OnDeny is not null).DistinctBy(static r => r.OnDeny, StringComparer.Ordinal))
            {
                messages.Add(new AgentMessage("When the arguments break a rule", DecisionText.Denied(bare with { Message = rule.OnDeny })));
            }

            if (entry?.Approval is { } approval)
            {
                // Asked of the approval alone, so that a rule on arguments does not answer first.
                var asked = PolicyDecisionPoint.Decide(Load(Only(entry with { Require = [], DenyIf = [], Limits = [], Approval = approval with { When = [] } })), Call(tool));
                messages.Add(new AgentMessage(
                    approval.When.Count == 0 ? "On every call, until a person has approved it" : "When the approval's condition holds",
                    DecisionText.ApprovalRequired([asked.Message ?? ""])));
            }

            foreach (var (limit, index) in (entry?.Limits ?? []).Select(static (l, i) => (l, i)))
            {
                var full = PolicyDecisionPoint.DenyFull(policy, bare, [new FullLimit($"/tools/{Escape(tool)}/limits/{index}", TimeSpan.FromSeconds(41))]);
                messages.Add(new AgentMessage($"On the call that goes over {limit.Max} in one {limit.Window.ToString().ToLowerInvariant()}", DecisionText.Denied(full)));
            }

            if (entry?.Approval is not { When.Count: 0 })
            {
                messages.Add(new AgentMessage(messages.Count == 0 ? "On every call" : "On any other call", null));
            }
        }

        var other = PolicyDecisionPoint.Decide(policy, Call(tool == "another_tool" ? "yet_another_tool" : "another_tool"));
        if (other.Kind == DecisionKind.Deny)
        {
            messages.Add(new AgentMessage("On a call to any other tool of this server", DecisionText.Denied(other)));
        }

        return messages;
    }

    private static PolicySet? Load(PolicyFile file) => PolicyLoader.Load(Encoding.UTF8.GetBytes(PolicyWriter.Write(file)), "policy").Policy;

    private static PolicyFile Only(PolicyEntry entry) => new() { Default = PolicyDefault.Deny, Tools = [entry] };

    private static ToolCall Call(string tool) => new()
    {
        Server = "server",
        Tool = tool,
        Arguments = NoArguments,
        Grant = new GrantFacts { Id = "grant", Label = "grant" },
    };

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
