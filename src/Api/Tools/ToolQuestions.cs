using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Classifications;
using Catalog.Core.Counters;
using Catalog.Core.Servers;
using Catalog.Core.Tools;
using Catalog.Policy.Documents;

namespace Catalog.Api.Tools;

/// <summary>The questions that people ask of a tool. Every document in an answer is written by the policy language's own writer.</summary>
internal static class ToolQuestions
{
    public static IReadOnlyList<QuestionView> Of(ServerRecord server, ToolRecord tool, ParameterList parameters, ControlView control)
    {
        var (name, classification) = (tool.Definition.Tool, tool.Classification);
        return
        [
            new($"What does {name} do?", Does(tool)),
            new(
                $"How do I enforce a policy on {name}?",
                $"Save the `policy.json` of this page and start the server behind the gateway. It decides every `tools/call` before the server sees it, answers a denied one with a tool result that says why, and keeps a log of each decision. It does not cover tools that the agent reaches past the gateway: take the server's direct entry out of the client's configuration.",
                control.Setup.Command),
            new($"What risk level is {name}?", Risk(classification)),
            new(
                $"Can I rate-limit {name}?",
                "Yes. An entry of `limits` counts the calls of a grant in windows of a minute, an hour or a day, aligned to the UTC calendar. The call that would take the total over `max` is denied, is told how many seconds to wait, and draws nothing. A `max` of your own choice goes here:",
                RecommendedPolicies.Text(Limited(name))),
            new(
                $"How do I block {name} completely?",
                "Name it under `hide`: it is taken out of `tools/list`, and a call is denied all the same. With `default: allow`, as here, the other tools of the server stay callable; with `default: deny` every tool that `tools` does not list is denied as well.",
                RecommendedPolicies.Text(new PolicyFile { Default = PolicyDefault.Allow, Hide = [name] })),
            new($"What parameters does {name} take?", Takes(parameters)),
            new($"Which server provides {name}?", $"{ServerTitles.Of(server)}, `{server.Key}`{(server.Snapshot.Version is null ? "" : $", read at version {server.Snapshot.Version}")}. Another server may offer a tool of the same name that does something else."),
        ];
    }

    private static string Does(ToolRecord tool)
    {
        var summary = Words.Summary(tool.Definition.Description, 300);
        var says = summary.Length > 0 ? $"Its author writes: “{summary}” " : "Its author gives no description. ";
        return $"{says}A call {Words.CanDo(tool.Classification.Category)}{(tool.Classification.Facets.Count > 0 ? $"; it {Words.And([.. tool.Classification.Facets.Select(Words.Does)])}" : "")}.";
    }

    private static string Risk(Classification classification)
    {
        var reasons = classification.RiskReasons.Count > 0 ? $" Because: {string.Join("; ", classification.RiskReasons.Select(static r => r.Reason))}." : "";
        var sure = classification.Category == Category.Unknown
            ? " Recommended policies treat it like a destructive tool until its definition says more."
            : $" The category is {classification.Category}, at a confidence of {Words.Percent(classification.Confidence)}{(classification.Review ? ", which is low enough that a person should look" : "")}.";
        return $"{classification.Risk}: {Words.Means(classification.Risk)}.{reasons}{sure}";
    }

    private static string Takes(ParameterList parameters)
    {
        if (!parameters.IsKnown)
        {
            return "Its input schema is not known, so neither are its parameters. That is not the same as having none.";
        }

        var own = parameters.Rows.Where(static r => r.Depth == 0).ToList();
        return own.Count == 0
            ? "None: its input schema declares no parameters."
            : $"{Words.Count(parameters.Total, "parameter")}, {(parameters.Required == 0 ? "none" : Words.Number(parameters.Required))} of them required: {string.Join(", ", own.Take(30).Select(static r => $"`{r.Path}`{(r.IsRequired ? " (required)" : "")}"))}{(own.Count > 30 ? " and more" : "")}.";
    }

    private static PolicyFile Limited(string tool) => new()
    {
        Default = PolicyDefault.Deny,
        Tools =
        [
            new PolicyEntry
            {
                Name = tool,
                Limits = [new PolicyLimit { Counter = "calls", Window = CounterWindow.Hour, Max = "100", Scope = CounterScope.Grant }],
            },
        ],
    };
}
