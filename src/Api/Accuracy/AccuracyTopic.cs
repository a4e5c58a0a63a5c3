using Catalog.Api.Shell;
using Catalog.Classifier.Evaluations;
using Microsoft.AspNetCore.Routing;

namespace Catalog.Api.Accuracy;

/// <summary>The published figures of how often the classifier is right.</summary>
internal sealed class AccuracyTopic : ISiteTopic
{
    private readonly AccuracyFigures _figures = Load();

    public void Map(RouteGroupBuilder routes) =>
        routes.MapPage("/accuracy", "GetAccuracy", "How often the classifier is right: figures over labelled tools that it had not seen", FindAsync, AccuracyPage.Render);

    private Task<AccuracyFigures?> FindAsync(PageRequest request)
    {
        _ = request;
        return Task.FromResult<AccuracyFigures?>(_figures);
    }

    private static AccuracyFigures Load()
    {
        using var stream = typeof(AccuracyTopic).Assembly.GetManifestResourceStream("accuracy.json") ?? throw new InvalidOperationException("the figures are not embedded");
        return AccuracyFigures.Read(stream);
    }
}
