/**
 * Marks the document before the first paint when its address asks something, so that a page that was made ahead shows what is popular
 * to whoever asks nothing alone. Stands in the same small script as the theme.
 */
export const askedScript = `if(location.search.length>1)document.documentElement.dataset.asked=""`;
