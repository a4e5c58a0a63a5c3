using Catalog.Core.Classifications;
using Catalog.Core.Counters;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Policy.Documents;

namespace Catalog.Api.Policies;

/// <summary>Recommends by category alone: reads pass, writes and executions are capped, the rest is denied, or behind approval in the gateway's dialect.</summary>
internal sealed class CategoryPolicyAuthor : IPolicyAuthor
{
    public IReadOnlyList<string> Profiles { get; } = ["balanced"];

    public PolicyFile ForTool(ToolRecord tool, string dialect, string profile) => new()
    {
        Default = PolicyDefault.Deny,
        Description = $"Recommended for {tool.Definition.Tool}, {dialect} dialect; every other tool of this server is denied by this document",
        Tools = [Entry(tool, dialect)],
    };

    public PolicyFile ForServer(ServerKey server, IReadOnlyList<ToolRecord> tools, string dialect, string profile) => new()
    {
        Default = PolicyDefault.Deny,
        Description = $"Recommended for {server}, {dialect} dialect",
        Tools = [.. tools.Select(t => Entry(t, dialect))],
    };

    private static PolicyEntry Entry(ToolRecord tool, string dialect)
    {
        var name = tool.Definition.Tool;
        return tool.Classification switch
        {
            { Dispatcher: true } or { Category: Category.Unknown or Category.Destructive or Category.Financial } => dialect == Dialects.Gateway
                ? new PolicyEntry { Name = name, Approval = new PolicyApproval { Message = $"{name} is rated {tool.Classification.Category}" } }
                : new PolicyEntry { Name = name, DenyIf = [new PolicyRule { OnDeny = $"{name} is rated {tool.Classification.Category} and is not allowed here; ask a person to do it" }] },
            { Category: Category.Write } => new PolicyEntry { Name = name, Limits = [Limit(name, "30")] },
            { Category: Category.Execute } => new PolicyEntry { Name = name, Limits = [Limit(name, "10")] },
            _ => new PolicyEntry { Name = name },
        };
    }

    private static PolicyLimit Limit(string tool, string max) => new() { Counter = $"{tool} calls", Window = CounterWindow.Minute, Max = max };
}
