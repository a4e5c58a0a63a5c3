using Catalog.Core.Catalogs;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Catalog.Api.Shell;

/// <summary>What a reader sees when the store or the site itself failed; the cause goes to the log alone.</summary>
internal static class FailurePage
{
    public static Task AnswerAsync(HttpContext context)
    {
        var request = new PageRequest(context);
        var store = context.Features.Get<IExceptionHandlerFeature>()?.Error is StoreException;
        var status = store ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        var sentence = store ? "The catalog's store cannot be read at the moment" : "Something failed here that should not have";
        var result = request.PrefersJson || request.Path.EndsWith(".json", StringComparison.Ordinal)
            ? SiteResult.Json(new { error = sentence }, status)
            : SiteResult.Page(Render(sentence), status);
        return result.ExecuteAsync(context);
    }

    internal static Html Render(string sentence) => Layout.Page("Not available", sentence, Html.Of($"""
        <section class="hero hero-small">
          <p class="eyebrow">Not available</p>
          <h1>{sentence}</h1>
          <p class="lead">Nothing was lost. Try again in a minute; whoever runs this site finds the cause in its log.</p>
        </section>
        """));
}
