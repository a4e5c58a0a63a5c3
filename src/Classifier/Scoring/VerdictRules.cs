using System.Collections.Frozen;
using Catalog.Classifier.Model;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>
/// The one place where the model and the signals become a verdict. The model's shares decide by bounds that lean to the riskier side. Where only a bound made it a Write or an Execute, sure
/// signals may say Read with the model's first choice; where the text says how to take a removal back, or that a payment is only made ready, it is a Write. All other rules are towards the
/// riskier side: floors, little shares of loss or payment beside a word for it, acts that one sentence joins, a verb that pays, acts that bind, and a warning that everything is replaced.
/// </summary>
internal static class VerdictRules
{
    // Room for what the model adds.
    private const int Further = 12;

    // A runner-up that nothing but the model speaks for is shown from this share on.
    private const float Noticeable = 0.02f;

    // A signal's floor holds unless the model, which has seen the signal too, gives its category less than this share.
    private const float FloorShare = 0.2f;

    // With a signal that speaks of loss or of payment, this share of it is too much for Read.
    private const float SevereShare = 0.1f;

    // Where the verb itself says loss or payment, less is enough.
    private const float SevereVerbShare = 0.07f;

    private static readonly FrozenSet<string> SevereVerbs =
        new[] { "lead-delete-verb", "lead-remove-verb", "lead-pay-verb", "name-delete-verb", "name-remove-verb", "name-pay-verb" }.ToFrozenSet(StringComparer.Ordinal);

    // Of several acts that one sentence joins the most severe counts, whatever the first of them is.
    private static readonly FrozenSet<string> JoinedVerbs = new[] { "joined-pay-verb", "joined-delete-verb", "joined-remove-verb" }.ToFrozenSet(StringComparer.Ordinal);

    private const int Write = (int)Category.Write - (int)Category.Read;
    private const int Execute = (int)Category.Execute - (int)Category.Read;
    private const int Destructive = (int)Category.Destructive - (int)Category.Read;
    private const int Financial = (int)Category.Financial - (int)Category.Read;
    private const string Overwrite = "says-overwrite";
    private const string ReadQuery = "says-read-query";
    private const string Restorable = "says-restorable";

    // Who generates or prepares a transfer has not made it yet.
    private const string Prepared = "lead-produce-verb";
    private const string Pays = "lead-pay-verb";
    private const string AlsoPays = "joined-pay-verb";

    // Who orders, subscribes or acts on a chain is bound by it.
    private static readonly FrozenSet<string> BindingActs =
        new[] { "chain-object", "commerce-object", "market-object", "written-chain", "written-commerce", "written-market" }.ToFrozenSet(StringComparer.Ordinal);

    // Such an act needs this share of payment to be believed.
    private const float BindingShare = 0.3f;

    // Signals that lie so far apart, in points, are sure.
    private const double SureMargin = 2;

    // A text that says how to take it back, or that it is only prepared, needs this share of Write to be believed.
    private const float SoftShare = 0.1f;

    // A text that warns that everything is replaced needs this share of loss to be believed.
    private const float OverwriteShare = 0.05f;

    // Where all signals together say loss, this share of it is enough.
    private const float AgreedShare = 0.3f;

    /// <summary>The verdict on one definition.</summary>
    public static Verdict Judge(Score signals, TrainedModel model, FeatureList features)
    {
        Span<float> shares = stackalloc float[LinearModel.Stride];
        model.Share(features, shares);
        var answer = model.Decision.Choose(shares);
        answer = SoftenedOf(signals, shares, answer);
        answer = Math.Max(answer, FloorOf(signals, shares));
        answer = answer == 0 ? SevereOf(signals, shares) : answer;
        answer = answer == 0 || Has(signals, AlsoPays) ? Math.Max(answer, JoinedOf(signals)) : answer;
        answer = Math.Max(answer, AgreedOf(signals, shares));
        answer = Math.Max(answer, PaidOf(signals, shares, answer));
        answer = answer == Write && shares[Destructive] >= OverwriteShare && Has(signals, Overwrite) ? Destructive : answer;
        var second = Second(shares, answer);
        var fired = new List<FiredSignal>(signals.Fired.Count + Further);
        fired.AddRange(signals.Fired);
        ModelEvidence.Add(model.Weights, features, answer, second, fired);
        fired.Sort(static (a, b) => b.Points.CompareTo(a.Points) is var order and not 0 ? order : string.CompareOrdinal(a.Id, b.Id));
        var speaks = shares[second] >= Noticeable || signals.Fired.Exists(f => f.Category == CategoryOf(second));
        return new Verdict(CategoryOf(answer), speaks ? CategoryOf(second) : null, model.Decision.ConfidenceOf(shares[answer]), fired) { ModelChoice = shares[second] > shares[answer] ? CategoryOf(second) : null };
    }

    /// <summary>The category of a class.</summary>
    public static Category CategoryOf(int at) => (Category)(at + (int)Category.Read);

    private static bool Has(Score signals, string id) => signals.Fired.Exists(f => f.Id == id);

    private static int FloorOf(Score signals, ReadOnlySpan<float> shares)
    {
        var floor = signals.Floor is { } category ? RowReader.ClassOf(category) : 0;
        return floor > 0 && shares[floor] >= FloorShare ? floor : 0;
    }

    private static int SevereOf(Score signals, ReadOnlySpan<float> shares)
    {
        var severe = 0;
        foreach (var fired in signals.Fired)
        {
            if (fired is { Category: Category.Destructive or Category.Financial, Points: > 0 } && RowReader.ClassOf(fired.Category) is var at && shares[at] >= (SevereVerbs.Contains(fired.Id) ? SevereVerbShare : SevereShare))
            {
                severe = severe == 0 || shares[at] > shares[severe] ? at : severe;
            }
        }

        return severe;
    }

    private static int JoinedOf(Score signals)
    {
        var joined = 0;
        foreach (var fired in signals.Fired)
        {
            joined = JoinedVerbs.Contains(fired.Id) ? Math.Max(joined, RowReader.ClassOf(fired.Category)) : joined;
        }

        return joined;
    }

    // Never to Read from anything else: there the model's own first choice is Read, and the signals, whose points lie far apart, say the same.
    private static int SoftenedOf(Score signals, ReadOnlySpan<float> shares, int answer) => answer switch
    {
        Write or Execute when signals is { Category: Category.Read, Floor: null } && shares[0] > shares[answer] && (signals.Margin >= SureMargin || Has(signals, ReadQuery)) => 0,
        Financial when shares[Write] >= SoftShare && Has(signals, Prepared) => Write,
        Destructive when signals.Category == Category.Write && Has(signals, Restorable) && shares[Write] >= SoftShare => Write,
        _ => answer,
    };

    private static int AgreedOf(Score signals, ReadOnlySpan<float> shares)
    {
        var said = RowReader.ClassOf(signals.Category);
        return signals.Category == Category.Destructive && shares[said] >= AgreedShare ? said : 0;
    }

    private static int PaidOf(Score signals, ReadOnlySpan<float> shares, int answer)
    {
        // `purchase and register` pays, however much is said of the registration.
        var pays = Has(signals, Pays) && signals.Fired.Exists(static f => f.Category == Category.Financial && f.Id != Pays && f.Points > 0);
        var binds = answer is Write or Execute && shares[Financial] >= BindingShare && signals.Fired.Exists(static f => BindingActs.Contains(f.Id)) && !Has(signals, Prepared);
        return pays || binds ? Financial : 0;
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
