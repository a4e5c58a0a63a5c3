using System.Globalization;
using Catalog.Api.Shell;
using Catalog.Classifier.Evaluations;
using Catalog.Core.Classifications;

namespace Catalog.Api.Accuracy;

/// <summary>The figures in words and three tables.</summary>
internal static class AccuracyPage
{
    private static readonly Category[] Answers = [Category.Read, Category.Write, Category.Execute, Category.Destructive, Category.Financial, Category.Unknown];

    public static Html Render(AccuracyFigures figures)
    {
        var report = figures.Report;
        return Layout.Page(
            "How often the ratings are right",
            $"{Share(report.NaturalAccuracy)} of tools drawn evenly over servers are put into the right category.",
            Html.Of($"""
                <header class="page-head">
                  <h1>How often the ratings are right</h1>
                  <p class="lead">{Share(report.NaturalAccuracy)} of {Words.Number(report.NaturalRows)} tools drawn evenly over servers are put into the category that careful readers put them into. Of the tools that change, run, delete or pay, {Share(report.UnsafeAllowRate)} are taken for mere reading, the costliest mistake.</p>
                </header>
                <section><h2>In figures</h2>
                <dl class="facts">
                  <div><dt>Right, as a user meets tools</dt><dd>{Share(report.NaturalAccuracy)}</dd></div>
                  <div><dt>Right, all {Words.Number(report.Rows)} tools</dt><dd>{Share(report.Accuracy)}</dd></div>
                  <div><dt>Right, mean by server</dt><dd>{Share(report.ServerAccuracy)}</dd></div>
                  <div><dt>Mean F1 of the categories</dt><dd>{Exact(report.MacroF1)}</dd></div>
                  <div><dt>Risky tools called Read</dt><dd>{Share(report.UnsafeAllowRate)}</dd></div>
                  <div><dt>Of them deleting or paying</dt><dd>{Words.Number(report.SevereUnsafeAllows)}</dd></div>
                  <div><dt>Left for a person to look at</dt><dd>{Words.Number(report.Reviews)}</dd></div>
                  <div><dt>Quotes that are not in the text</dt><dd>{Words.Number(report.BrokenQuotes)} of {Words.Number(report.Quotes)}</dd></div>
                </dl></section>
                <section><h2>By category</h2>
                <p>How many of the tools that are called so are so, and how many of those that are so are called so.</p>
                <div class="table-wrap"><table><thead><tr><th scope="col">Category</th><th scope="col">Tools</th><th scope="col">Called so, and right</th><th scope="col">Found of all</th></tr></thead>
                <tbody>{report.Categories.Select(static c => Html.Of($"<tr><th scope=\"row\">{Parts.CategoryChip(c.Category)}</th><td>{Words.Number(c.Rows)}</td><td>{Share(c.Precision)}</td><td>{Share(c.Recall)}</td></tr>"))}</tbody></table></div>
                <h3>What is taken for what</h3>
                <p>A row is what careful readers say, a column what the classifier says.</p>
                <div class="table-wrap"><table class="confusion"><thead><tr><th scope="col">Readers say</th>{Answers.Select(static a => Html.Of($"<th scope=\"col\">{a.ToString()}</th>"))}</tr></thead>
                <tbody>{report.Categories.Select(c => Html.Of($"<tr><th scope=\"row\">{c.Category.ToString()}</th>{Answers.Select(a => Cell(report, c.Category, a))}</tr>"))}</tbody></table></div></section>
                <section><h2>What a confidence means</h2>
                <p>A confidence of 90 % should mean that nine of ten such ratings are right. Weighed over all tools, confidence and truth lie {Share(report.CalibrationError)} apart.</p>
                <div class="table-wrap"><table><thead><tr><th scope="col">Confidence</th><th scope="col">Tools</th><th scope="col">Mean confidence</th><th scope="col">Right</th></tr></thead>
                <tbody>{report.Calibration.Select(static b => Html.Of($"<tr><th scope=\"row\">{Percent(b.From)} to {Percent(b.From + 0.1)}</th><td>{Words.Number(b.Rows)}</td><td>{Share(b.Confidence)}</td><td>{Share(b.Right)}</td></tr>"))}</tbody></table></div></section>
                <section><h2>How this was measured</h2>
                <p>Classifier <code>{figures.Classifier}</code>, {figures.Method}. Each tool was labelled by hand twice, independently and by its definition alone; where the two readings differ, both answers count as right. Verdicts that people reviewed by hand are not counted.</p>
                <p>The figures say how well a definition is read. They do not say whether a server does what its definition says. A page that is wrong can be disputed at its foot. <a href="{Links.Risks}">What the categories mean</a>.</p></section>
                """),
            SiteUrl.Local("/accuracy.json"));
    }

    private static Html Cell(EvaluationReport report, Category label, Category answer)
    {
        var count = report.Confusion.GetValueOrDefault(label)?.GetValueOrDefault(answer) ?? 0;
        return label == answer ? Html.Of($"<td class=\"right\"><b>{Words.Number(count)}</b></td>") : Html.Of($"<td>{(count == 0 ? "·" : Words.Number(count))}</td>");
    }

    private static string Share(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "\u00a0%";

    private static string Percent(double share) => (share * 100).ToString("0", CultureInfo.InvariantCulture) + "\u00a0%";

    private static string Exact(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
