using Catalog.Api.Shell;
using Catalog.Core.Identities;
using Catalog.Core.Servers;

namespace Catalog.Api.Servers;

/// <summary>What a server's page says of its names.</summary>
internal static class IdentityParts
{
    /// <summary>What a reader must know before all else: that it is gone, that another page is its record, that it looks like another.</summary>
    public static Html Notes(ServerIdentity identity) => Html.Of($"""
        {(identity.GoneSince is { } since ? Parts.Note("bad", Html.Of($"<p><strong>Gone.</strong> Its source has it no more since {Parts.Time(since)}. What stands here is what was read before; no list shows it and no figure counts it.</p>")) : Html.Empty)}
        {(identity.Standing?.SameAs is { } same ? Parts.Note("quiet", Html.Of($"<p>The same server as {Server(same)}: each names the other, and both offer the same tools. It is listed and counted there.</p>")) : Html.Empty)}
        {Impostors(identity.Standing?.ImpostorOf ?? [])}
        """);

    /// <summary>Its other names, with what there is for each.</summary>
    public static Html Names(ServerIdentity identity) => identity is { Standing: null or { Links.Count: 0 }, Formerly.Count: 0 }
        ? Html.Empty
        : Html.Of($"""
            <section id="names"><h2>Other names of it</h2>
              <p class="quiet">What one side says of itself is its word. Only where each names the other, and they offer the same tools, are two taken for one.</p>
              <ul>{(identity.Standing?.Links ?? []).Select(Link)}{identity.Formerly.Select(static old => Html.Of($"<li>Formerly <code>{old.Value}</code></li>"))}</ul>
            </section>
            """);

    private static Html Impostors(IReadOnlyList<Impostor> impostors) => impostors.Count == 0
        ? Html.Empty
        : Parts.Note("bad", Html.Of($"""
            <p><strong>Perhaps an impostor.</strong> Its name is one step from an established server's, and nothing shows that they have one owner. Make sure which of them you mean:</p>
            <ul class="impostors">{impostors.Select(static one => Html.Of($"<li>Looks like {Server(one.Of)}, {IdentityWords.Of(one)}</li>"))}</ul>
            """));

    private static Html Link(IdentityLink link) => Html.Of($"""
        <li>{(link.Server is null ? Html.Of($"<code>{link.Name}</code>") : Server(link.Server))}: {IdentityWords.Of(link.Level)}
          <ul class="quiet">{link.Evidence.Select(static evidence => Html.Of($"<li>{InlineCode.Of(evidence)}</li>"))}</ul></li>
        """);

    private static Html Server(string key) => Html.Of($"<a href=\"{Links.Server(ServerKey.Parse(key))}\"><code>{key}</code></a>");
}
