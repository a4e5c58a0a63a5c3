using Catalog.Api.Shell;
using Catalog.Api.Tools;
using Catalog.Core.Classifications;
using Catalog.Core.Disputes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Disputes;

/// <summary>The one thing that the site writes: a reader's objection, kept for review.</summary>
internal sealed class DisputeTopic(ToolViews views, IDisputeStore store, DisputeGate gate, TimeProvider clock) : ISiteTopic
{
    private const int LargestForm = 32_000;

    public void Map(RouteGroupBuilder routes)
    {
        const string Path = "/servers/{slug}/tools/{tool}/dispute";
        routes.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], FormAsync).ExcludeFromDescription();
        routes.MapPost(Path, FileAsync).WithName("DisputeTool").WithSummary("Files an objection to a classification; only from this site's own form")
            .Produces(StatusCodes.Status303SeeOther).Produces(StatusCodes.Status400BadRequest).Produces(StatusCodes.Status403Forbidden).Produces(StatusCodes.Status429TooManyRequests);
        routes.MapMethods(Path + "/received", [HttpMethods.Get, HttpMethods.Head], ReceivedAsync).ExcludeFromDescription();
    }

    private async Task<IResult> FormAsync(HttpContext context, string slug, string tool) =>
        await views.FindRecordsOrNullAsync(slug, tool, context.RequestAborted) is var (server, record)
            ? SiteResult.Page(DisputeForm.FormPage(DisputeInput.Empty, [], server.Key, record.Definition.Tool, record.Classification.Category))
            : NotFoundPage.Answer(new PageRequest(context));

    private async Task<IResult> ReceivedAsync(HttpContext context, string slug, string tool) =>
        await views.FindRecordsOrNullAsync(slug, tool, context.RequestAborted) is var (server, record)
            ? SiteResult.Page(DisputeForm.OutcomePage("Received, thank you", "Your dispute waits for review. The page changes when a person has agreed, not before.", server.Key, record.Definition.Tool))
            : NotFoundPage.Answer(new PageRequest(context));

    private async Task<IResult> FileAsync(HttpContext context, string slug, string tool)
    {
        if (await views.FindRecordsOrNullAsync(slug, tool, context.RequestAborted) is not var (server, record))
        {
            return NotFoundPage.Answer(new PageRequest(context));
        }

        IResult Outcome(int status, string heading, string sentence) =>
            SiteResult.Page(DisputeForm.OutcomePage(heading, sentence, server.Key, record.Definition.Tool), status);

        if (!DisputeGate.IsSameOrigin(context.Request))
        {
            return Outcome(StatusCodes.Status403Forbidden, "Not accepted", "A dispute is taken only from the form on this site, and your browser did not say that it came from there.");
        }

        if (await ReadOrNullAsync(context) is not { } input)
        {
            return Outcome(StatusCodes.Status400BadRequest, "Not readable", "That was no form of this site, or it was too large. Nothing was kept.");
        }

        var shown = record.Classification.Category;
        var problems = DisputeRules.Check(input, shown);
        if (problems.Count > 0)
        {
            return SiteResult.Page(DisputeForm.FormPage(input, problems, server.Key, record.Definition.Tool, shown), StatusCodes.Status400BadRequest);
        }

        if (!gate.TryEnter(context.Connection.RemoteIpAddress))
        {
            context.Response.Headers.RetryAfter = "3600";
            return Outcome(StatusCodes.Status429TooManyRequests, "Too many at once", "Your address has filed its share for this hour. Try again in an hour; nothing of this one was kept.");
        }

        var isNew = await store.TryAddAsync(
            new Dispute
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Server = server.Key,
                Tool = record.Definition.Tool,
                Shown = shown,
                Proposed = PageRequest.ParseOrNull<Category>(input.Proposed)!.Value,
                Reason = input.Reason.Trim(),
                Contact = input.Contact.Trim() is { Length: > 0 } contact ? contact : null,
                ReceivedAt = clock.GetUtcNow(),
            },
            context.RequestAborted);
        if (!isNew)
        {
            return Outcome(StatusCodes.Status409Conflict, "Known already", "An equal dispute waits for review, or very many do for this tool. Nothing was added.");
        }

        context.Response.Headers.Location = Links.Dispute(server.Key, record.Definition.Tool).Value + "/received";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<DisputeInput?> ReadOrNullAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > LargestForm)
        {
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestForm;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(new FormOptions { ValueCountLimit = 8, KeyLengthLimit = 64, ValueLengthLimit = LargestForm }, context.RequestAborted);
            return new DisputeInput(form["category"].ToString(), form["reason"].ToString().ReplaceLineEndings("\n"), form["contact"].ToString());
        }
        catch (InvalidDataException)
        {
            return null;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }
}
