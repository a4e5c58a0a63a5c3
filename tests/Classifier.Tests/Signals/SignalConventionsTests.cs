using System.Text.RegularExpressions;
using Catalog.Classifier.Signals;

namespace Catalog.Classifier.Tests.Signals;

/// <summary>What every signal owes its reader.</summary>
public sealed partial class SignalConventionsTests
{
    [Fact]
    public void Signals_Types_AreInternalAndSealed() =>
        Assert.All(AllSignals.Instances, static s => Assert.True(s.GetType() is { IsSealed: true, IsPublic: false }, s.Id));

    [Fact]
    public void Signals_Ids_AreKebabCaseUniqueAndNameTheirType() => Assert.Multiple(
        static () => Assert.All(AllSignals.Instances, static s => Assert.Matches(KebabCase(), s.Id)),
        static () => Assert.Equal(AllSignals.Instances.Count, AllSignals.Instances.Select(static s => s.Id).Distinct(StringComparer.Ordinal).Count()),
        static () => Assert.All(AllSignals.Instances, static s =>
            Assert.Equal(s.Id.Replace("-", "", StringComparison.Ordinal) + "signal", s.GetType().Name.ToLowerInvariant())));

    [Fact]
    public void Signals_Words_AreAQuestionAndASentence() => Assert.All(AllSignals.Instances, static s =>
    {
        Assert.EndsWith("?", s.Question, StringComparison.Ordinal);
        Assert.EndsWith(".", s.Motivation, StringComparison.Ordinal);
        Assert.True(s.Version >= 1);
    });

    [Fact]
    public void Signals_First_AreOnAndSpeakForOneThing() => Assert.All(AllSignals.Instances, static s =>
    {
        Assert.Equal(SignalStage.On, s.Stage);
        Assert.True(s.Subject.Category is null != s.Subject.Facet is null, s.Id);
    });

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KebabCase();
}
