using Catalog.Api.Shell;

namespace Catalog.Api.Policies;

/// <summary>How policies are shown, on the pages of tools and of servers alike.</summary>
internal static class PolicyParts
{
    public static Html Document(PolicyDocument document, string id) => Parts.CodeBlock(
        id,
        $"{document.FileName} · {document.Dialect}",
        JsonMarkup.Of(document.Text),
        Html.Of($"""<a class="button button-small" href="{SiteUrl.Local(document.Url + (document.Url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "download=1")}" download>Download</a>"""));

    public static Html AgentSees(PolicyDocument document) => document.AgentSees.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <h3>What the agent will see</h3>
            <dl class="agent-sees">{document.AgentSees.Select(static m => Html.Of($"""<div><dt>{m.When}</dt><dd>{(m.Text is null ? Html.Of($"<span class=\"quiet\">The server's own answer.</span>") : Html.Of($"<code>{m.Text}</code>"))}</dd></div>"""))}</dl>
            """);

    public static Html Steps(ControlView control) => Html.Of($"""
        <ol class="steps steps-down">
          <li><h4>Save the policy</h4><p>Download <code>{control.Portable.FileName}</code> into a folder of your own, and read it.</p></li>
          <li><h4>Put the gateway in front of the server</h4>{Html.If(!control.Setup.IsComplete, static () => Html.Of($"<p><code>COMMAND</code> is the command that you start the server with today.</p>"))}{Html.If(control.Setup.IsComplete, static () => Html.Of($"<p>Add the arguments and settings that you start the server with today.</p>"))}{Parts.CodeBlock("gateway-command", "In a terminal", Html.Verbatim(control.Setup.Command))}</li>
          <li><h4>Point your client at it</h4><p>Replace the server's own entry, so that there is no way past the gateway. Give the whole path of the policy file.</p>{Parts.CodeBlock("client-configuration", "mcpServers, as most clients read it", JsonMarkup.Of(control.Setup.ClientConfiguration))}</li>
        </ol>
        """);
}
