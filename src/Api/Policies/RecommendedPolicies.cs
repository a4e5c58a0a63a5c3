using System.Globalization;
using System.Text;
using System.Text.Json;
using Catalog.Api.Shell;
using Catalog.Core.Counters;
using Catalog.Core.Decisions;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Policy.Checking;
using Catalog.Policy.Compiled;
using Catalog.Policy.Deciding;
using Catalog.Policy.Documents;

namespace Catalog.Api.Policies;

/// <summary>Recommended policies as documents, with what an agent would be told, asked of the policy engine itself.</summary>
internal sealed class RecommendedPolicies(IPolicyAuthor author)
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement.Clone();

    public IReadOnlyList<string> Profiles => author.Profiles;

    public PolicyFile FileFor(ToolRecord tool, string dialect, string profile) => author.ForTool(tool, dialect, profile);

    public PolicyFile FileFor(ServerKey server, IReadOnlyList<ToolRecord> tools, string dialect, string profile) => author.ForServer(server, tools, dialect, profile);

    /// <summary>How to control one tool, in the default profile.</summary>
    public ControlView ForTool(ServerRecord server, ToolRecord tool)
    {
        var profile = Profiles[0];
        var name = $"{GatewayCommands.ShortName(server.Key)}-{FileNames.Safe(tool.Definition.Tool)}";
        PolicyDocument Document(string dialect, PolicyFile file) => new(
            dialect,
            Text(file),
            FileName(name),
            Links.ToolPolicy(server.Key, tool.Definition.Tool, dialect == Dialects.Gateway ? "?dialect=gateway" : "").Value,
            AgentSees(file, tool.Definition.Tool));
        return Control(server, dialect => author.ForTool(tool, dialect, profile), Document, file => Verdict(file, tool.Definition.Tool));
    }

    /// <summary>How to control a whole server, in the default profile.</summary>
    public ControlView ForServer(ServerRecord server, IReadOnlyList<ToolRecord> tools)
    {
        var profile = Profiles[0];
        var name = GatewayCommands.ShortName(server.Key);
        PolicyDocument Document(string dialect, PolicyFile file) => new(
            dialect,
            Text(file),
            FileName(name),
            Links.ServerPolicy(server.Key, dialect == Dialects.Gateway ? "?dialect=gateway" : "").Value,
            []);
        return Control(server, dialect => author.ForServer(server.Key, tools, dialect, profile), Document, file => ServerVerdict(file, tools));
    }

    /// <summary>A document's text, in which no character hides: what a reader would not see is written as an escape, which says the same to a parser.</summary>
    public static string Text(PolicyFile file)
    {
        var text = PolicyWriter.Write(file);
        var result = new StringBuilder(text.Length);
        var before = default(Rune);
        for (var i = 0; i < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var used);
            if (HiddenCharacters.IsHidden(rune, before, text.AsSpan(i + used)))
            {
                foreach (var unit in text.AsSpan(i, used))
                {
                    result.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                }
            }
            else
            {
                result.Append(text.AsSpan(i, used));
            }

            before = rune;
            i += used;
        }

        return result.ToString();
    }

    /// <summary>The name that a document is saved under.</summary>
    public static string FileName(string name) => $"{FileNames.Safe(name)}.policy.json";

    /// <summary>What a document does with one tool, a short sentence.</summary>
    public static string Verdict(PolicyFile file, string tool)
    {
        var entry = file.Tools.FirstOrDefault(e => e.Name == tool);
        if (file.Hide.Contains(tool, StringComparer.Ordinal))
        {
            return "Hide it, and deny every call";
        }

        if (entry is null)
        {
            return file.Default == PolicyDefault.Deny ? "Deny every call" : "Allow";
        }

        if (entry.Approval is { When.Count: 0 })
        {
            return "Ask a person before every call";
        }

        if (entry.DenyIf.Any(static r => r.Conditions.Count == 0))
        {
            return "Deny every call";
        }

        var limit = entry.Limits.Count > 0 ? $"Allow at most {entry.Limits[0].Max} calls a {entry.Limits[0].Window.ToString().ToLowerInvariant()}" : "Allow";
        var ruled = entry.Require.Count + entry.DenyIf.Count > 0 ? " with checked arguments" : "";
        return entry.Approval is null ? limit + ruled : $"{limit}{ruled}, and ask a person in some cases";
    }

    /// <summary>What an agent is told, case by case. Each text is the engine's own answer to a call.</summary>
    public static IReadOnlyList<AgentMessage> AgentSees(PolicyFile file, string tool)
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

    private static string ServerVerdict(PolicyFile file, IReadOnlyList<ToolRecord> tools)
    {
        var verdicts = tools.Select(t => Verdict(file, t.Definition.Tool)).ToList();
        var parts = new List<string>();
        void Add(Func<string, bool> which, string words)
        {
            var count = verdicts.Count(which);
            if (count > 0)
            {
                parts.Add($"{Words.Number(count)} {words}");
            }
        }

        Add(static v => v == "Allow", "allowed");
        Add(static v => v != "Allow" && v.StartsWith("Allow", StringComparison.Ordinal), "allowed within limits");
        Add(static v => v.StartsWith("Ask", StringComparison.Ordinal), "behind approval");
        Add(static v => v.StartsWith("Deny", StringComparison.Ordinal) || v.StartsWith("Hide", StringComparison.Ordinal), "denied");
        return Words.And(parts);
    }

    private static ControlView Control(
        ServerRecord server,
        Func<string, PolicyFile> author,
        Func<string, PolicyFile, PolicyDocument> document,
        Func<PolicyFile, string> verdict)
    {
        var portable = author(Dialects.Portable);
        var gateway = author(Dialects.Gateway);
        var first = document(Dialects.Portable, portable);
        var differs = PolicyWriter.Write(portable with { Description = null }) != PolicyWriter.Write(gateway with { Description = null });
        return new ControlView(verdict(portable), first, differs ? document(Dialects.Gateway, gateway) : null, GatewayCommands.For(server, first.FileName));
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
