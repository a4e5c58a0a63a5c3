using System.Globalization;
using Catalog.Api.Shell;
using Catalog.Core.Servers;

namespace Catalog.Api.Servers;

/// <summary>What a server's page says of others that are like it.</summary>
internal static class LikenessParts
{
    private const int MostLookAlikes = 10;

    public static Html Copies(ServerKey key, CopyList copies) => copies.Paging.Total == 0
        ? Html.Empty
        : Html.Of($"""
            <section id="copies"><h2>Copies and forks</h2>
              <p class="quiet">{Words.Count(copies.Paging.Total, "other server")} {(copies.Paging.Total == 1 ? "offers" : "offer")} exactly these tools, by their names; the one stored first comes first.</p>
              <ul>{copies.Servers.Select(static copy => Link(copy))}</ul>
              {Parts.Pager(copies.Paging, page => Links.WithQuery(Links.Server(key).Value, ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null)))}
            </section>
            """);

    public static Html LookAlikes(IReadOnlyList<LookAlike> found) => found.Count == 0
        ? Html.Empty
        : Parts.Note("bad", Html.Of($"""
            <p><strong>A name like another's.</strong> The same tools are offered under a name that is easily taken for this one. Make sure which of them you mean:</p>
            <ul class="look-alikes">{found.Take(MostLookAlikes).Select(static one => Html.Of($"<li>Looks like <a href=\"{SiteUrl.Local(one.Server.Page)}\"><code>{one.Server.Key}</code></a>, {one.Says}; it was first seen {(one.IsFirst ? "earlier" : "later, or at the same time")}</li>"))}</ul>
            """));

    private static Html Link(ServerLink server) => Html.Of($"<li><a href=\"{SiteUrl.Local(server.Page)}\">{server.Title}</a> <code>{server.Key}</code>, first seen {Parts.Time(server.FirstSeen)}</li>");
}
