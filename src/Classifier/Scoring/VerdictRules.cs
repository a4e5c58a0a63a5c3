using Catalog.Classifier.Model;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>
/// The one place where the model and the signals become a verdict. The model's shares decide by bounds that lean to the riskier side; then the signals may veto, towards
/// the riskier side only: nothing here ever makes a verdict less severe.
/// </summary>
internal static class VerdictRules
{
    // A runner-up that nothing but the model speaks for is shown from this share on.
    private const float Noticeable = 0.02f;

    // A signal's floor holds unless the model, which has seen the signal too, all but rules the category out.
    private const float FloorShare = 0.04f;

    // With a signal that speaks of loss or payment, this share of both together is too much for Read.
    private const float SevereShare = 0.03f;

    /// <summary>The verdict on one definition.</summary>
    public static Verdict Judge(Score signals, TrainedModel model, FeatureList features)
    {
        Span<float> shares = stackalloc float[LinearModel.Stride];
        model.Share(features.Items, shares);
        var answer = model.Decision.Choose(shares);
        answer = Math.Max(answer, FloorOf(signals, shares));
        answer = answer == 0 ? SevereOf(signals, shares) : answer;
        var second = Second(shares, answer);
        var fired = new List<FiredSignal>(signals.Fired);
        ModelEvidence.Add(model.Weights, features, answer, second, fired);
        ModelEvidence.Add(model.Weights, features, second, answer, fired);
        fired.Sort(static (a, b) => b.Points.CompareTo(a.Points) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));
        var speaks = shares[second] >= Noticeable || signals.Fired.Any(f => f.Category == CategoryOf(second));
        return new Verdict(CategoryOf(answer), speaks ? CategoryOf(second) : null, model.Decision.ConfidenceOf(shares[answer]), fired);
    }

    /// <summary>The category of a class.</summary>
    public static Category CategoryOf(int at) => (Category)(at + (int)Category.Read);

    private static int FloorOf(Score signals, ReadOnlySpan<float> shares)
    {
        var floor = signals.Floor is { } category ? RowReader.ClassOf(category) : 0;
        return floor > 0 && shares[floor] >= FloorShare ? floor : 0;
    }

    private static int SevereOf(Score signals, ReadOnlySpan<float> shares)
    {
        const int destructive = (int)Category.Destructive - (int)Category.Read;
        const int financial = (int)Category.Financial - (int)Category.Read;
        var spoken = signals.Fired.Any(static f => f.Category is Category.Destructive or Category.Financial && f.Points > 0);
        return !spoken || shares[destructive] + shares[financial] < SevereShare ? 0 : shares[financial] >= shares[destructive] ? financial : destructive;
    }

    private static int Second(ReadOnlySpan<float> shares, int answer)
    {
        var second = -1;
        for (var c = 0; c < LinearModel.Classes; c++)
        {
            second = c != answer && (second < 0 || shares[c] >= shares[second]) ? c : second;
        }

        return second;
    }
}
