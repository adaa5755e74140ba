/** What a person sees while the app behind the front server is away: no script, no style of ours to load, and a way on. */
export const UNAVAILABLE_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Back in a moment</title>
</head>
<body>
<main>
<h1>Back in a moment</h1>
<p>This page cannot be shown just now. Your seats and your tickets are safe.</p>
<p><a href="">Try again</a> or <a href="/">go to the start page</a>.</p>
</main>
</body>
</html>
`;
