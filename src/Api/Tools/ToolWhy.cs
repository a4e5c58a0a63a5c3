using Catalog.Api.Shell;
using Catalog.Core.Classifications;

namespace Catalog.Api.Tools;

/// <summary>Why a tool needs a policy: rationale, the words of the definition, the way to the risk.</summary>
internal static class ToolWhy
{
    public static Html Render(ToolView view)
    {
        var classification = view.Classification;
        return Html.Of($"""
            {ByHand(classification)}
            <p class="rationale">{InlineCode.Of(classification.Rationale)}</p>
            <h3>From the tool's definition</h3>
            {(view.Evidence.Count == 0
                ? Html.Of($"<p>There is nothing in it to go on. It is rated Unknown until it says more, and policies treat it like a destructive tool.</p>")
                : Html.Of($"<div class=\"quotes\">{view.Evidence.Select(Quote)}</div>"))}
            {Doubt(view)}
            {Reasons(classification)}
            {Opinion(classification)}
            """);
    }

    private static Html Opinion(Classification classification) => classification.SecondOpinion is not { } opinion
        ? Html.Empty
        : Html.Of($"""
            <h3>A second opinion</h3>
            <p>A language model ({Words.Limit(opinion.Model, 80)}) was asked too, and says {opinion.Category.ToString()}{(opinion.Category == classification.Category ? ", as above" : ", which differs: a person should look")}. It went by {string.Join(", ", opinion.Evidence.Select(static e => $"“{Words.Limit(e.Quote, 160)}”"))}.</p>
            """);

    public static Html Quote(EvidenceField field) => Html.Of($"""
        <figure class="quote"><blockquote>{field.Parts.Select(static p => p.IsQuoted ? Html.Of($"<mark>{p.Text}</mark>") : Html.Text(p.Text))}</blockquote><figcaption>{field.Label}</figcaption></figure>
        """);

    private static Html Reasons(Classification classification) => classification.RiskReasons.Count == 0
        ? Html.Empty
        : Html.Of($"""
            <h3>From category to risk</h3>
            <p class="quiet">The category says where it starts; the weights of the reasons add up and move it by one level at most.</p>
            <ol class="reasons">{classification.RiskReasons.Select(Reason)}<li class="result"><span class="step">=</span><span>{Parts.RiskMark(classification.Risk)}</span></li></ol>
            """);

    private static Html Reason(RiskReason reason, int index) => Html.Of($"""
        <li><span class="step">{(reason.Step > 0 ? "+1" : reason.Step < 0 ? "−1" : "·")}</span><span>{reason.Reason}{Html.If(index > 0, () => Html.Of($" <span class=\"quiet\">({Words.Weighs(reason.Weight)})</span>"))}</span></li>
        """);

    private static Html ByHand(Classification classification) => classification.Reviewed is not { } review
        ? Html.Empty
        : Parts.Note("plain", Html.Of($"""
            <p><strong>Reviewed by hand</strong> by {review.By} on {Parts.Day(review.On)}.</p>
            <p class="quiet">The classifier itself says {(review.Category == classification.Category ? "the same" : review.Category.ToString())}{(review.Category == Category.Unknown ? "" : $", risk {review.Risk}, confidence {Words.Percent(review.Confidence)}")}. People settle what it is unsure of; that is never counted as its own accuracy.</p>
            """));

    private static Html Doubt(ToolView view)
    {
        var classification = view.Classification;
        if (classification.Category == Category.Unknown)
        {
            return Html.Empty;
        }

        return Html.Of($"""
            <h3>{(classification.RunnerUp is { } second ? $"Why {classification.Category} and not {second}" : $"Nothing speaks against {classification.Category}")}</h3>
            {(classification.RunnerUp is null ? Html.Of($"<p>No words of the definition speak for another category.</p>") : Rival(view, classification.RunnerUp.Value))}
            <p class="quiet">{Sureness(classification)} <a href="{Links.Accuracy}">How often the ratings are right</a></p>
            """);
    }

    private static Html Rival(ToolView view, Category second) => view.CounterEvidence.Count == 0
        ? Html.Of($"<p>{ModelLean.SentenceOrNull(view.Classification) ?? $"{second} came second, by the sum of small signs."} No words speak for {second.ToString()} in particular.</p>")
        : Html.Of($"""
            <p>{Weighed(view.Classification, second)}</p>
            <div class="quotes">{view.CounterEvidence.Select(Quote)}</div>
            """);

    private static string Weighed(Classification classification, Category second) =>
        classification.Reviewed is not null ? $"These words speak for {second}, and a person weighed them:"
        : ModelLean.SentenceOrNull(classification) is { } lean ? $"{lean} These words speak for {second}:"
        : $"{second} came second. These words speak for it, and weigh less than those above:";

    private static string Sureness(Classification classification) =>
        classification.Reviewed is not null ? "A person decided."
        : classification.Confidence > 0.99 ? "Of ratings as sure as this one, over 99 % were right on tools that the classifier had not seen."
        : $"Of ratings as sure as this one, about {Words.Percent(classification.Confidence)} were right on tools that the classifier had not seen{(classification.Review ? ": a person should look" : "")}.";
}
