using Catalog.Api.Policies;
using Catalog.Api.Shell;
using Catalog.Core.Servers;

namespace Catalog.Api.Tools;

/// <summary>How to control a tool: its policy, what an agent is told, the way to the gateway.</summary>
internal static class ToolControl
{
    public static Html Render(ToolView view, ServerKey key)
    {
        var control = view.Control;
        return Html.Of($"""
            <p class="verdict"><strong>{control.Verdict}.</strong> Every other tool of this server is denied by this document; take <a href="{SiteUrl.Local(Links.Server(key).Value + "#policy")}">the policy of the whole server</a> to rule all of them at once.</p>
            {PolicyParts.Document(control.Portable, "policy")}
            {PolicyParts.AgentSees(control.Portable)}
            {(control.Gateway is null ? Html.Empty : Html.Of($"""
                <h3>With what the bundled gateway adds</h3>
                <p>{RecommendedVerdict(control.Gateway)} This document uses keys that only the gateway reads.</p>
                {PolicyParts.Document(control.Gateway, "policy-gateway")}
                {PolicyParts.AgentSees(control.Gateway)}
                """))}
            <h3>Three steps to enforce it</h3>
            {PolicyParts.Steps(control)}
            """);
    }

    private static string RecommendedVerdict(PolicyDocument document) => document.Text.Contains("\"approval\"", StringComparison.Ordinal)
        ? "Instead of denying outright, the gateway can hold a call until a person has approved it."
        : "The gateway can check arguments that other engines cannot.";
}
