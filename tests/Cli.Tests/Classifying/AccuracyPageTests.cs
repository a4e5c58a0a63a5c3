using Catalog.Classifier.Evaluations;
using Catalog.Cli.Classifying;

namespace Catalog.Cli.Tests.Classifying;

public sealed class AccuracyPageTests
{
    [Fact]
    public void PublishedPage_SaysWhatThePublishedFiguresSay()
    {
        var docs = Path.Combine(SharedData.Repository, "docs");
        using var text = File.OpenRead(Path.Combine(docs, "accuracy.json"));
        var figures = AccuracyFigures.Read(text);
        Assert.Empty(figures.Report.Errors);
        Assert.Equal(File.ReadAllText(Path.Combine(docs, "accuracy.md")), AccuracyPage.Write(figures.Report, figures.Classifier, figures.Method));
    }
}
