using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Catalog.Core.Approvals;

namespace Catalog.Gateway.Approvals;

/// <summary>The pages of approvals as text. Whatever an agent wrote is made visible first and encoded last.</summary>
internal static class ApprovalPage
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#8884;--go:#176b3a;--stop:#a11}
        body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.3rem}dt{font-weight:600;margin-top:.6rem}dd{margin:0;overflow-wrap:anywhere}p{overflow-wrap:anywhere}
        pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:6px;padding:.7rem;font-size:.9rem}
        button{font:inherit;padding:.5rem 1.1rem;border:0;border-radius:6px;color:#fff;background:var(--go);margin-right:.6rem}
        button.deny{background:var(--stop)}button.out{padding:.2rem .7rem;font-size:.9rem;border:1px solid var(--line);color:inherit;background:none;margin:0}
        form.out{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .9rem;font-size:.95rem}form.out span{overflow-wrap:anywhere}
        input{font:inherit;padding:.45rem;width:22rem;max-width:100%}
        .state{font-weight:600}.wrong{color:var(--stop)}
        """;

    public static string StyleHash { get; } = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    public static string Notice(string title, string text) => Page(title, $"<p>{Text(text)}</p>");

    public static string SignIn(string back, string? wrong) => Page("Sign in to approve", SignInForm(back, wrong));

    public static string List(IReadOnlyList<Approval> waiting, ApproverSession session) => Page(
        "Calls that wait for a person",
        SignedIn(session) + (waiting.Count == 0
            ? "<p>Nothing waits.</p>"
            : string.Concat(waiting.Select(approval => $"<section><p class=\"state\">{State(approval)}</p>{Details(approval)}{Buttons(approval, session)}</section><hr>"))));

    public static string Show(Approval approval, ApproverSession? session)
    {
        var body = new StringBuilder(session is null ? "" : SignedIn(session)).Append(CultureInfo.InvariantCulture, $"<p class=\"state\">{State(approval)}</p>");
        if (session is not null)
        {
            body.Append(Details(approval));
            if (approval.State == ApprovalState.Pending)
            {
                body.Append(Buttons(approval, session));
            }
        }
        else if (approval.State == ApprovalState.Pending)
        {
            body.Append("<p>An approver sees what is asked, and decides, after signing in.</p>").Append(SignInForm($"/approvals/{approval.Id}", null));
        }

        return Page("A call that needs a person", body.ToString());
    }

    private static string SignedIn(ApproverSession session) => $"""
        <form class="out" method="post" action="/approvals/sign-out"><input type="hidden" name="token" value="{Text(session.FormToken)}"><input type="hidden" name="back" value="/approvals">
        <span>Signed in as {Text(session.Approver)}.</span> <button class="out">Sign out</button></form>
        """;

    private static string State(Approval approval) => approval.State switch
    {
        ApprovalState.Pending => approval.Request.Approvers == 1
            ? $"Waits for a person{Until(approval)}."
            : $"Waits{Until(approval)}: {approval.ApprovedBy.Count} of {approval.Request.Approvers} approvers so far.",
        ApprovalState.Approved => $"Approved: the same call passes once{Until(approval)}.",
        ApprovalState.Denied => $"Denied{Until(approval)}.",
        ApprovalState.Claimed or ApprovalState.Spent => "Approved, and used.",
        _ => "Lapsed: nobody decided, or nobody used it, in time.",
    };

    private static string Until(Approval approval) =>
        approval.LapsesAt is { } lapses ? Text(lapses.UtcDateTime.ToString("', until' yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)) : "";

    private static string Details(Approval approval)
    {
        var request = approval.Request;
        return $"""
            <dl><dt>Why it is asked</dt><dd>{Text(string.Join("; ", request.Messages))}</dd>
            <dt>Tool</dt><dd><code>{Text(request.Tool)}</code> of <code>{Text(request.Server)}</code></dd>
            {(approval.ApprovedBy.Count == 0 ? "" : $"<dt>Approved by</dt><dd>{Text(string.Join(", ", approval.ApprovedBy))} ({approval.ApprovedBy.Count} of {request.Approvers})</dd>")}
            <dt>Caller</dt><dd>{Text(ApprovalText.CallerOf(request))}</dd><dt>Rule</dt><dd><code>{Text(request.Rule)}</code></dd></dl>
            <pre>{Text(ApprovalText.Unescaped(request.Parameters), keepLines: true)}</pre>
            """;
    }

    private static string Buttons(Approval approval, ApproverSession session) => $"""
        <form method="post" action="/approvals/{Text(approval.Id)}"><input type="hidden" name="token" value="{Text(session.FormToken)}">
        {(approval.Request.IsHeldBy(session.Approver) ? $"<p>{Text(ApprovalText.OwnCall)}.</p>" : approval.ApprovedBy.Contains(session.Approver, StringComparer.Ordinal) ? "<p>You have approved it: somebody else has to as well.</p>" : "<button name=\"decision\" value=\"approve\">Approve once</button>")}<button class="deny" name="decision" value="deny">Deny</button></form>
        """;

    private static string SignInForm(string back, string? wrong) => $"""
        {(wrong is null ? "" : $"<p class=\"wrong\">{Text(wrong)}</p>")}
        <form method="post" action="/approvals/sign-in"><input type="hidden" name="back" value="{Text(back)}">
        <p><label>Approver's secret<br><input type="password" name="secret" autocomplete="off" required></label></p><button>Sign in</button></form>
        """;

    private static string Page(string title, string body) => $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)}</title><style>{Style}</style></head><body><h1>{Text(title)}</h1>{body}</body></html>
        """;

    private static string Text(string text, bool keepLines = false) => HtmlEncoder.Default.Encode(VisibleText.Of(text, keepLines));
}
