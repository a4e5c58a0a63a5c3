using System.Runtime.CompilerServices;
using Catalog.Core.Sources;
using Catalog.Crawler.GitHub;

namespace Catalog.Crawler.Sources;

/// <summary>Repositories at GitHub with a manifest that names a library: <c>code:QUERY</c>, for example <c>code:"@modelcontextprotocol/sdk" filename:package.json</c>. Needs a token.</summary>
internal sealed class CodeSource(IGitHub github, TimeProvider time) : IServerSource
{
    private readonly SearchSlices _slices = new(github, time);
    private readonly RepositorySurvey _survey = new(github);

    public string Id => "code";

    public async IAsyncEnumerable<SourceEntry> ListAsync(SourceReference reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!github.HasToken)
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), "GitHub searches code only for who has a token; set GITHUB_TOKEN");
            yield break;
        }

        var found = new SearchFindings(reference);

        // The manifest was found already: it may lie deeper than the check looks.
        await foreach (var entry in _survey.SurveyAsync(found.ReadAsync(_slices.CodeAsync(reference.Value, cancellationToken), cancellationToken), withCheck: false, cancellationToken))
        {
            yield return entry;
        }

        foreach (var problem in found.Problems)
        {
            yield return SourceEntry.Failed(WebAddress.ShownSource(reference), problem);
        }
    }
}
