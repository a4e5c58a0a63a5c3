using System.Text;
using Catalog.Api.Shell;
using Catalog.Api.Tools;
using Catalog.Core.Catalogs;
using Catalog.Core.Servers;
using Catalog.Policy.Documents;
using Catalog.Policy.Recommending;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Policies;

/// <summary>The recommended policies as files. Portable unless <c>?dialect=gateway</c>.</summary>
internal sealed class PolicyTopic(ICatalogReader reader, ToolViews views) : ISiteTopic
{
    public void Map(RouteGroupBuilder routes)
    {
        routes.MapMethods("/servers/{slug}/policy.json", [HttpMethods.Get, HttpMethods.Head], ServerPolicyAsync)
            .WithName("GetServerPolicy").WithSummary("The recommended policy of a whole server; ?dialect=portable|gateway, ?profile=, ?download=1").Produces(200, contentType: "application/json");
        routes.MapMethods("/servers/{slug}/tools/{tool}/policy.json", [HttpMethods.Get, HttpMethods.Head], ToolPolicyAsync)
            .WithName("GetToolPolicy").WithSummary("The recommended policy of one tool, which denies every other; ?dialect=portable|gateway, ?profile=, ?download=1").Produces(200, contentType: "application/json");
    }

    private async Task<IResult> ServerPolicyAsync(HttpContext context, string slug)
    {
        if (Slugs.DecodeOrNull(slug) is not { } text || !ServerKey.TryParse(text, out var key) || key.Slug != slug
            || await reader.FindServerOrNullAsync(key, context.RequestAborted) is null)
        {
            return NotFoundPage.Answer(new PageRequest(context));
        }

        var tools = await reader.ListToolsAsync(key, withUnreached: false, context.RequestAborted);
        return Answer(new PageRequest(context), GatewayCommands.ShortName(key), (dialect, profile) => RecommendedPolicies.FileFor(key, tools, dialect, profile));
    }

    private async Task<IResult> ToolPolicyAsync(HttpContext context, string slug, string tool) =>
        await views.FindRecordsOrNullAsync(slug, tool, context.RequestAborted) is var (server, record)
            ? Answer(
                new PageRequest(context),
                $"{GatewayCommands.ShortName(server.Key)}-{FileNames.Safe(record.Definition.Tool)}",
                (dialect, profile) => RecommendedPolicies.FileFor(record, dialect, profile))
            : NotFoundPage.Answer(new PageRequest(context));

    private static IResult Answer(PageRequest request, string name, Func<PolicyDialect, PolicyProfile, PolicyFile> author)
    {
        var (dialect, profile) = (request.Query("dialect") ?? "portable", request.Query("profile") ?? "balanced");
        if (RecommendedPolicies.ParseOrNull<PolicyDialect>(dialect) is not { } knownDialect)
        {
            return Refused<PolicyDialect>("dialect", dialect);
        }

        return RecommendedPolicies.ParseOrNull<PolicyProfile>(profile) is not { } knownProfile
            ? Refused<PolicyProfile>("profile", profile)
            : new SiteResult(Encoding.UTF8.GetBytes(RecommendedPolicies.Text(author(knownDialect, knownProfile))), "application/json; charset=utf-8")
            {
                FileName = RecommendedPolicies.FileName(name),
                IsAttachment = request.Query("download") is not null,
            };
    }

    private static SiteResult Refused<T>(string what, string word)
        where T : struct, Enum => SiteResult.Json(
            new { error = $"`{word}` is no {what}; ask for {string.Join(", ", Enum.GetValues<T>().Select(static v => $"`{RecommendedPolicies.Word(v)}`"))}" },
            StatusCodes.Status400BadRequest);
}
