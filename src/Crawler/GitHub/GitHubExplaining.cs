using System.Net;
using Catalog.Crawler.Web;

namespace Catalog.Crawler.GitHub;

/// <summary>Says in words for the user what a refusal of GitHub means.</summary>
internal sealed class GitHubExplaining(TimeProvider time)
{
    /// <summary>One sentence.</summary>
    /// <param name="answer">The refusal.</param>
    /// <param name="what">What was asked for.</param>
    /// <param name="reference">The branch, tag or commit of it; null for none.</param>
    public string Explain(HttpResponseMessage answer, string what, string? reference) => answer.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict =>
            $"GitHub knows no `{what}`{(reference is null ? "" : $" with a branch, tag or commit `{reference}`")}, or it is not public",
        HttpStatusCode.Unauthorized => "GitHub refuses the token; check GITHUB_TOKEN",
        HttpStatusCode.UnavailableForLegalReasons => $"GitHub has blocked `{what}` for legal reasons",
        _ when MannersHandler.WaitOf(answer, time) is { } wait => $"GitHub asks to wait {wait.TotalMinutes:0} minutes before it answers again; set GITHUB_TOKEN for a larger quota",
        var status => $"GitHub answered {(int)status} for `{what}`",
    };
}
